import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { EventRules } from "./event-rules.js";
import { permissionRequestRules } from "./permission-request.js";
import { postToolUseRules } from "./post-tool-use.js";
import { preToolUseRules } from "./pre-tool-use.js";
import { sessionStartRules } from "./session-start.js";
import { stopRules } from "./stop.js";
import { userPromptSubmitRules } from "./user-prompt-submit.js";

/** The rules of Codex 0.125.0 by event. */
export const eventRules: Readonly<Record<HookEventName, EventRules>> = {
  PreToolUse: preToolUseRules,
  PermissionRequest: permissionRequestRules,
  PostToolUse: postToolUseRules,
  SessionStart: sessionStartRules,
  UserPromptSubmit: userPromptSubmitRules,
  Stop: stopRules,
};
