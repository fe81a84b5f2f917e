/** Members that people write where another event or another agent has them, with what this event wants. */
const elsewhere: Readonly<Record<string, string>> = {
  "/decision":
    'to decide on a PermissionRequest write {"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}; the other events take "decision":"block" with a "reason", and SessionStart takes none',
  "/reason": "PermissionRequest takes the reason of a denial as /hookSpecificOutput/decision/message",
  "/behavior": "write it as /hookSpecificOutput/decision/behavior",
  "/permissionDecision": "write it as /hookSpecificOutput/permissionDecision (PreToolUse)",
  "/additionalContext":
    "write it as /hookSpecificOutput/additionalContext (PostToolUse, SessionStart, UserPromptSubmit)",
  "/hookEventName": "write it as /hookSpecificOutput/hookEventName",
  "/hookSpecificOutput": 'Stop takes none; write {"decision":"block","reason":"…"} to let the turn go on',
  "/hookSpecificOutput/permissionDecision":
    'PermissionRequest takes /hookSpecificOutput/decision with {"behavior":"allow"} or {"behavior":"deny","message":"…"}',
  "/hookSpecificOutput/permissionDecisionReason":
    "PermissionRequest takes the reason of a denial as /hookSpecificOutput/decision/message",
  "/hookSpecificOutput/behavior": "write it as /hookSpecificOutput/decision/behavior",
  "/hookSpecificOutput/message": "write it as /hookSpecificOutput/decision/message",
  "/hookSpecificOutput/decision":
    'only PermissionRequest decides there; the other events take "decision":"block" with a "reason" at the top',
  "/hookSpecificOutput/decision/reason":
    "write the reason of a denial as /hookSpecificOutput/decision/message",
  "/suppress_output": "write it as /suppressOutput",
  "/system_message": "write it as /systemMessage",
  "/hook_specific_output": "write it as /hookSpecificOutput",
};

/** What to do with a member that belongs elsewhere; undefined when nothing is known of it. */
export function misplaced(at: readonly string[], key: string): string | undefined {
  const path = `/${[...at, key].join("/")}`;
  return Object.hasOwn(elsewhere, path) ? elsewhere[path] : undefined;
}
