import type { HookEventName } from "@codex-contracts/protocol/hooks";

/** How a hook process ended. */
export interface HookRun {
  readonly event: HookEventName;
  /** Null when a signal ended the process, or when it never ran: then `error` says why. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What kept the runner from getting a result: could not start, could not write stdin, timed out. */
  readonly error?: string;
}
