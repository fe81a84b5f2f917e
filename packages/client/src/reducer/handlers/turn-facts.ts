import type { GitWorkspace, GitWorkspaces } from "@codex-contracts/protocol/analytics";
import type {
  TurnGitMetadataFact,
  TurnResolvedConfigFact,
  TurnTokenUsageFact,
} from "@codex-contracts/protocol/facts";
import { scrubWorkspace } from "../../facts/scrub-workspace.js";
import { type Outcome, quiet } from "../outcome.js";
import type { State } from "../state.js";
import { knownTurn, tryEmitTurn } from "./try-emit-turn.js";

/** Sets thread, image count and settings of a turn (R21). */
export function turnResolvedConfig(state: State, config: TurnResolvedConfigFact, now: number): Outcome {
  const { turn_id: id, thread_id: thread, num_input_images: images } = config;
  return tryEmitTurn(state, id, { ...knownTurn(state, id), thread, images, config }, now);
}

/** Sets thread and tokens of a turn (R22). */
export function turnTokenUsage(state: State, tokens: TurnTokenUsageFact, now: number): Outcome {
  const { turn_id: id, thread_id: thread } = tokens;
  return tryEmitTurn(state, id, { ...knownTurn(state, id), thread, tokens }, now);
}

/** Sets thread and git state of a turn; a map that says nothing is ignored (R23). URLs lose their secrets (V4). */
export function turnGitMetadata(state: State, fact: TurnGitMetadataFact, now: number): Outcome {
  const { turn_id: id, thread_id: thread } = fact;
  const git = workspacesOf(fact.git_workspaces);
  return git === null ? quiet(state) : tryEmitTurn(state, id, { ...knownTurn(state, id), thread, git }, now);
}

function workspacesOf(map: Readonly<Record<string, GitWorkspace>>): GitWorkspaces | null {
  const entries = Object.entries(map).filter(([, workspace]) => Object.keys(workspace).length > 0);
  if (entries.length === 0) return null;
  return Object.fromEntries(entries.map(([root, workspace]) => [root, scrubWorkspace(workspace)]));
}
