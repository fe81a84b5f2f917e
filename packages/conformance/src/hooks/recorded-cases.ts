import type { Json } from "../json.js";
import { type RecordedLine, readLines } from "../recorded/read-lines.js";

/** One case of how Codex deals with hooks; `expect` depends on the kind. */
export interface HookCase extends RecordedLine {
  readonly kind: "input" | "output" | "behaviour";
  /** Name of the event. */
  readonly hook: string;
  readonly value: { readonly [member: string]: Json };
  readonly expect: { readonly [member: string]: Json };
}

/** What a real Codex did with the output of PermissionRequest hooks: of the first, and of a second one beside it. */
export interface OutcomeCase extends RecordedLine {
  readonly stdout?: string;
  readonly exit?: number;
  readonly stdout2?: string;
  readonly outcome: "allow" | "deny" | "ask";
  /** The first run to complete. */
  readonly hook: { readonly status: string; readonly entries: Json };
}

export const HOOK_CASES: readonly HookCase[] = readLines("hook-cases.ndjson");
export const OUTCOME_CASES: readonly OutcomeCase[] = readLines("permission-request-outcomes.ndjson");
