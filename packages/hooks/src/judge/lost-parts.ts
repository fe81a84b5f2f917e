import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { trimWhiteSpace } from "../json/white-space.js";
import type { HookOutput } from "./hook-output.js";
import type { HookProblem } from "./problem.js";
import { speaksSpecifically } from "./rules/pre-tool-use.js";

/** What an accepted output says in vain, and what it should not rely on. */
export function lostParts(
  event: HookEventName,
  output: HookOutput,
  duplicates: readonly string[],
): readonly HookProblem[] {
  return [
    ...(output.hookEventName !== null && output.hookEventName !== event ? [otherEvent(event)] : []),
    ...(event === "PreToolUse" ? silenced(output) : []),
    ...(output.request?.behavior === "allow" && trimWhiteSpace(output.request.message ?? "") !== ""
      ? [allowMessage]
      : []),
    ...(duplicates.length > 0 ? [duplicate] : []),
  ];
}

function otherEvent(event: HookEventName): HookProblem {
  return {
    level: "note",
    path: "/hookSpecificOutput/hookEventName",
    reason: "names another event; 0.125 takes it, later releases refuse the whole output",
    fix: `write ${JSON.stringify(event)}`,
  };
}

function silenced(output: HookOutput): readonly HookProblem[] {
  if (!speaksSpecifically(output) || (output.decision === null && output.reason === null)) return [];
  return [
    {
      level: "lost",
      path: output.decision === null ? "/reason" : "/decision",
      reason: "hookSpecificOutput speaks, so Codex ignores the decision and reason beside it",
      fix: "say it in one place: permissionDecision and permissionDecisionReason",
    },
  ];
}

const allowMessage: HookProblem = {
  level: "lost",
  path: "/hookSpecificOutput/decision/message",
  reason: "nobody sees the message of an allow",
  fix: "leave it out, or tell the user in /systemMessage",
};

const duplicate: HookProblem = {
  level: "note",
  path: "",
  reason: "a member is written twice; the last one counts",
  fix: "write each member once",
};
