import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { hookEventNames } from "../hook-events.js";
import { any, flag, type ObjectShape, object, requiredWord, type Shape, text, word } from "./shape.js";

const universal = { continue: flag, stopReason: text, suppressOutput: flag, systemMessage: text };

/** What Codex 0.125.0 reads from the stdout of a hook, before the rules of the event apply. */
export const outputShapes: Readonly<Record<HookEventName, ObjectShape>> = {
  PreToolUse: object({
    ...universal,
    decision: word("approve", "block"),
    reason: text,
    hookSpecificOutput: specific("PreToolUse", {
      permissionDecision: word("allow", "deny", "ask"),
      permissionDecisionReason: text,
      updatedInput: any,
      additionalContext: text,
    }),
  }),
  PermissionRequest: object({
    ...universal,
    hookSpecificOutput: specific("PermissionRequest", {
      decision: object({
        behavior: requiredWord(["allow", "deny"]),
        message: text,
        updatedInput: any,
        updatedPermissions: any,
        interrupt: flag,
      }),
    }),
  }),
  PostToolUse: object({
    ...universal,
    decision: word("block"),
    reason: text,
    hookSpecificOutput: specific("PostToolUse", { additionalContext: text, updatedMCPToolOutput: any }),
  }),
  SessionStart: object({
    ...universal,
    hookSpecificOutput: specific("SessionStart", { additionalContext: text }),
  }),
  UserPromptSubmit: object({
    ...universal,
    decision: word("block"),
    reason: text,
    hookSpecificOutput: specific("UserPromptSubmit", { additionalContext: text }),
  }),
  Stop: object({ ...universal, decision: word("block"), reason: text }),
};

/** The name of any event is accepted here; releases after 0.125 want the name of the event itself. */
function specific(event: HookEventName, members: Readonly<Record<string, Shape>>): ObjectShape {
  return object({ hookEventName: requiredWord(hookEventNames, event), ...members });
}
