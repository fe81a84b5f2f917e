import type { HookJudgement } from "@codex-contracts/hooks/judge";
import type { TriedHook } from "@codex-contracts/hooks/try";
import type { HookInput } from "@codex-contracts/protocol/hooks";

/** What `hooks try --json` prints. */
export interface TryReport {
  /** Version of this shape; within one, members are only added. */
  readonly version: 1;
  /** No run failed, as exit code 0 says. */
  readonly ok: boolean;
  /** The command line that the shell got. */
  readonly command: string;
  readonly runs: readonly TriedRun[];
}

/** One run, with all that Codex would make of it. */
export interface TriedRun extends HookJudgement {
  readonly request: string;
  readonly outcome: TriedHook["outcome"];
  readonly summary: string;
  /** Null when a signal ended the hook, or when there is an error. */
  readonly exitCode: number | null;
  /** What kept the hook from having a result; null when it had one. */
  readonly error: string | null;
  readonly durationMs: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Where the hook ran. */
  readonly cwd: string;
  /** The file that the request was written to. */
  readonly recorded: string | null;
  readonly input: HookInput;
}
