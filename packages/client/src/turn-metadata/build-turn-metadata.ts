import type { GitWorkspaces } from "@codex-contracts/protocol/analytics";
import type { TurnMetadata } from "@codex-contracts/protocol/turn-metadata";
import { scrubWorkspace } from "../facts/scrub-workspace.js";

/** What is known of a turn; what has no value is left out or null. */
export interface TurnMetadataParts {
  /** Id of the thread itself, also for a subagent. */
  readonly sessionId?: string | undefined;
  /** As events say it (R10): null for threads that neither a user nor Codex started. */
  readonly threadSource?: TurnMetadata["thread_source"] | null;
  /** The empty text for the warm-up of a websocket. */
  readonly turnId?: string | undefined;
  readonly workspaces?: GitWorkspaces | null | undefined;
  readonly sandbox?: TurnMetadata["sandbox"];
  /** Keys that the client supplied with turn/start or turn/steer; a later set replaces an earlier one whole (M6). */
  readonly clientKeys?: Readonly<Record<string, string>> | null | undefined;
}

type OwnName = "session_id" | "thread_source" | "turn_id" | "workspaces" | "sandbox";

/** The keys of the contract, in the order of the wire (M1). The client may not set them, so that the metadata is always valid. */
export const OWN_KEYS: readonly OwnName[] = [
  "session_id",
  "thread_source",
  "turn_id",
  "workspaces",
  "sandbox",
];

/**
 * The metadata of a turn, its keys in the order of the wire (M1): what has no value is left out, keys of the
 * client come last and never replace one of the contract (M6). Remote URLs lose user info, query and fragment
 * (V4).
 */
export function buildTurnMetadata(parts: TurnMetadataParts): TurnMetadata {
  const { sessionId, threadSource, turnId, workspaces, sandbox, clientKeys } = parts;
  const own: { readonly [Name in OwnName]: TurnMetadata[Name] | null | undefined } = {
    session_id: sessionId,
    thread_source: threadSource,
    turn_id: turnId,
    workspaces: workspaces == null ? undefined : scrubbed(workspaces),
    sandbox,
  };
  const known = OWN_KEYS.map((name) => [name, own[name]] as const).filter(([, value]) => value != null);
  const names: ReadonlySet<string> = new Set(OWN_KEYS);
  const added = Object.entries(clientKeys ?? {}).filter(([name]) => !names.has(name));
  // The keys of the contract have the types of their parts; all others are texts of the client.
  return Object.fromEntries([...known, ...added]) as TurnMetadata;
}

/** Nothing at all where nothing is known of any repository: an empty map is not sent (M4). */
function scrubbed(workspaces: GitWorkspaces): GitWorkspaces | undefined {
  const entries = Object.entries(workspaces).filter(([, workspace]) => Object.keys(workspace).length > 0);
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([root, workspace]) => [root, scrubWorkspace(workspace)]));
}
