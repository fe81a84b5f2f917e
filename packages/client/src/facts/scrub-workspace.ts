import type { GitWorkspace } from "@codex-contracts/protocol/analytics";
import { scrubRemoteUrl } from "./scrub-remote-url.js";

/** The git state of a repository, its remote URLs without user info, query and fragment (V4). */
export function scrubWorkspace(workspace: GitWorkspace): GitWorkspace {
  const { associated_remote_urls: remotes } = workspace;
  if (remotes === undefined) return workspace;
  const scrubbed = Object.entries(remotes).map(([name, url]) => [name, scrubRemoteUrl(url)] as const);
  return { ...workspace, associated_remote_urls: Object.fromEntries(scrubbed) };
}
