import type { GitWorkspace, GitWorkspaces } from "@codex-contracts/protocol/analytics";
import { scrubRemoteUrl } from "../../facts/scrub-remote-url.js";
import { findRepositoryRoot, type HasGit, hasGit } from "./repository-root.js";
import { type RunGit, runGit } from "./run-git.js";

/** How long each git command may take (M4), ms. */
export const GIT_TIMEOUT_MS = 5_000;

export interface GitEffects {
  readonly runGit: RunGit;
  readonly hasGit: HasGit;
}

export const systemGit: GitEffects = { runGit, hasGit };

/**
 * Git state of the repository around a folder (M4): remotes, HEAD and whether there are changes, asked in
 * parallel, 5 s each. What fails is left out; null when nothing is left, or outside a repository. URLs lose
 * user info, query and fragment (V4). Never rejects.
 */
export async function collectGitWorkspaces(
  cwd: string,
  { effects = systemGit, signal }: { readonly effects?: GitEffects; readonly signal?: AbortSignal } = {},
): Promise<GitWorkspaces | null> {
  const root = await findRepositoryRoot(cwd, effects.hasGit);
  if (root === undefined) return null;
  const git = (...args: readonly string[]) =>
    effects.runGit(args, { cwd, timeoutMs: GIT_TIMEOUT_MS, signal });
  const [remotes, head, status] = await Promise.all([
    git("remote", "-v"),
    git("rev-parse", "HEAD"),
    git("status", "--porcelain"),
  ]);
  const workspace = workspaceOf(remotes, head?.trim(), status);
  return Object.keys(workspace).length === 0 ? null : { [root]: workspace };
}

function workspaceOf(remotes?: string, head?: string, status?: string): GitWorkspace {
  const urls = remotes === undefined ? {} : fetchUrls(remotes);
  return {
    ...(Object.keys(urls).length === 0 ? {} : { associated_remote_urls: urls }),
    ...(head === undefined || head === "" ? {} : { latest_git_commit_hash: head }),
    ...(status === undefined ? {} : { has_changes: status.trim() !== "" }),
  };
}

const FETCH_LINE = /^(\S+)\t(.+) \(fetch\)(?: \[[^\]]*\])?$/;

/** Fetch URL of each remote, from what `git remote -v` prints. */
export function fetchUrls(text: string): { readonly [remote: string]: string } {
  const found = text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, url] = FETCH_LINE.exec(line) ?? [];
    return name === undefined || url === undefined ? [] : [[name, scrubRemoteUrl(url)]];
  });
  return Object.fromEntries(found);
}
