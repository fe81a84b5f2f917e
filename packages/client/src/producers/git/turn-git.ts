import type { GitWorkspaces } from "@codex-contracts/protocol/analytics";
import type { TurnGitMetadataFact } from "@codex-contracts/protocol/facts";
import type { Fact } from "../../facts/fact.js";
import { collectGitWorkspaces, GIT_TIMEOUT_MS, type GitEffects, systemGit } from "./collect-workspaces.js";

export interface TurnGitOptions {
  /** Takes facts; the `record` of a client. */
  readonly record: (fact: Fact) => void;
  /**
   * Whether the normal end of a turn waits for a look-up that still runs, at most as long as a git command may
   * take. `false` does as the code of Codex: it takes what is ready and ends the look-up. Default `true`.
   */
  readonly waitForEnrichment?: boolean;
  /** Longest wait, ms. Default 5,000. */
  readonly waitMs?: number;
  readonly effects?: GitEffects;
  /** Waits; resolves early when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The look-up that belongs to a turn. */
export interface TurnGit {
  /** What is known by now, for the turn metadata (M3); null until then, outside a repository, and when nothing was found. */
  readonly workspaces: GitWorkspaces | null;
  /** Ends the turn normally, completed or failed: records the git state, then the completion (P5). Never rejects. */
  complete(completion: Fact): Promise<void>;
  /** Ends an interrupted turn: records the completion at once and no git state (P5). */
  interrupt(completion: Fact): void;
}

/** Starts to look up the git state of the folder that a turn works in (M3); begin it together with the turn. */
export function startTurnGit(
  turn: { readonly thread_id: string; readonly turn_id: string; readonly cwd: string },
  options: TurnGitOptions,
): TurnGit {
  const { record, waitForEnrichment = true, waitMs = GIT_TIMEOUT_MS } = options;
  const { effects = systemGit, sleep = sleepUntil } = options;
  const ending = new AbortController();
  let workspaces: GitWorkspaces | null = null;
  const lookUp = collectGitWorkspaces(turn.cwd, { effects, signal: ending.signal })
    .then((found) => {
      if (!ending.signal.aborted) workspaces = found;
    })
    .catch(() => {});
  const end = (completion: Fact) => {
    ending.abort();
    record(completion);
  };
  return {
    get workspaces() {
      return workspaces;
    },
    async complete(completion) {
      if (waitForEnrichment) await Promise.race([lookUp, sleep(waitMs, ending.signal)]).catch(() => {});
      if (ending.signal.aborted) return;
      if (workspaces !== null) record(gitFact(turn, workspaces));
      end(completion);
    },
    interrupt(completion) {
      if (!ending.signal.aborted) end(completion);
    },
  };
}

function gitFact(
  { thread_id, turn_id }: { readonly thread_id: string; readonly turn_id: string },
  git_workspaces: GitWorkspaces,
): TurnGitMetadataFact {
  return { fact: "turn_git_metadata", turn_id, thread_id, git_workspaces };
}

function sleepUntil(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
