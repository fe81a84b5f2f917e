import type { HookEventName } from "@codex-contracts/protocol/hooks";

/** What an event is called in the encodings other than its own name. */
export interface HookEventNames {
  /** First part of a run id, and of the name of the schema: `permission-request`. */
  readonly label: string;
  /** Name on the app-server wire: `permissionRequest`. */
  readonly appServer: string;
  /** How Codex calls the event when an output is not JSON that it accepts. */
  readonly invalidJson: string;
  /** Whether a run belongs to one turn or to the thread. */
  readonly scope: "thread" | "turn";
  /** What Codex misses when a hook exits with code 2 and writes nothing to stderr; null where 2 means nothing. */
  readonly exitTwo: string | null;
}

/** The six events in the order in which Codex numbers the handlers of one source. */
export const hookEventNames = [
  "PreToolUse",
  "PermissionRequest",
  "PostToolUse",
  "SessionStart",
  "UserPromptSubmit",
  "Stop",
] as const satisfies readonly HookEventName[];

/** The names of each event. */
export const hookEvents: Readonly<Record<HookEventName, HookEventNames>> = {
  PreToolUse: {
    label: "pre-tool-use",
    appServer: "preToolUse",
    invalidJson: "pre-tool-use",
    scope: "turn",
    exitTwo: "a blocking reason",
  },
  PermissionRequest: {
    label: "permission-request",
    appServer: "permissionRequest",
    invalidJson: "permission-request",
    scope: "turn",
    exitTwo: "a denial reason",
  },
  PostToolUse: {
    label: "post-tool-use",
    appServer: "postToolUse",
    invalidJson: "post-tool-use",
    scope: "turn",
    exitTwo: "feedback",
  },
  SessionStart: {
    label: "session-start",
    appServer: "sessionStart",
    invalidJson: "session start",
    scope: "thread",
    exitTwo: null,
  },
  UserPromptSubmit: {
    label: "user-prompt-submit",
    appServer: "userPromptSubmit",
    invalidJson: "user prompt submit",
    scope: "turn",
    exitTwo: "a blocking reason",
  },
  Stop: {
    label: "stop",
    appServer: "stop",
    invalidJson: "stop hook",
    scope: "turn",
    exitTwo: "a continuation prompt",
  },
};
