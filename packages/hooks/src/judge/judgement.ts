import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookProblem } from "./problem.js";

export type HookRunStatus = "completed" | "failed" | "blocked" | "stopped";
export type HookEntryKind = "warning" | "stop" | "feedback" | "context" | "error";

/** A line that Codex shows for a run. */
export interface HookEntry {
  readonly kind: HookEntryKind;
  readonly text: string;
}

export type PermissionDecision =
  | { readonly behavior: "allow" }
  | { readonly behavior: "deny"; readonly message: string };

/** What the judge took the run for: which rule of Codex applied. */
export type HookReading =
  /** The runner has no result. */
  | "runner-error"
  /** Exit code 0 and nothing on stdout. */
  | "quiet"
  /** Exit code 0 and an object that Codex accepts. */
  | "json"
  /** Exit code 0 and text that begins like JSON and is not what Codex accepts. */
  | "invalid-json"
  /** Exit code 0 and any other text. */
  | "text"
  /** Exit code 2, where it has a meaning: stderr speaks. */
  | "exit-two"
  /** Any other exit code. */
  | "exit-code"
  /** Ended by a signal. */
  | "signal";

/** What Codex does for one run: the parts that an event does not have are false, null or empty. */
export interface HookEffect {
  readonly status: HookRunStatus;
  readonly entries: readonly HookEntry[];
  /** PermissionRequest: null leaves the request to the normal approval path. */
  readonly decision: PermissionDecision | null;
  /** PreToolUse: the tool does not run. Stop: the turn goes on with `blockReason` as its prompt. */
  readonly shouldBlock: boolean;
  readonly blockReason: string | null;
  /** PostToolUse, SessionStart, UserPromptSubmit, Stop: Codex stops here. */
  readonly shouldStop: boolean;
  readonly stopReason: string | null;
  /** Text for the model, one developer message each. */
  readonly additionalContexts: readonly string[];
  /** PostToolUse: what the model sees in place of the output of the tool. */
  readonly feedback: readonly string[];
}

/** A run as Codex reads it, with what is wrong with it. */
export interface HookJudgement extends HookEffect {
  readonly event: HookEventName;
  readonly reading: HookReading;
  readonly problems: readonly HookProblem[];
}

const nothing: Omit<HookEffect, "status"> = {
  entries: [],
  decision: null,
  shouldBlock: false,
  blockReason: null,
  shouldStop: false,
  stopReason: null,
  additionalContexts: [],
  feedback: [],
};

/** An effect from the parts that differ from nothing at all. */
export function effectOf(status: HookRunStatus, parts: Partial<Omit<HookEffect, "status">> = {}): HookEffect {
  return { status, ...nothing, ...parts };
}

/** The effect of a run that Codex calls failed. */
export function failure(error: string, before: readonly HookEntry[] = []): HookEffect {
  return effectOf("failed", { entries: [...before, { kind: "error", text: error }] });
}
