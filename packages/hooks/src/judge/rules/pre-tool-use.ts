import { isBlank, trimWhiteSpace } from "../../json/white-space.js";
import type { HookOutput } from "../hook-output.js";
import { effectOf, type HookEffect } from "../judgement.js";
import { blocksWithoutReason } from "./context.js";
import type { EventRules } from "./event-rules.js";

const specific = "/hookSpecificOutput";
const runsAnyway = "the tool would run as if there were no hook; leave it out to say nothing";

export const preToolUseRules: EventRules = {
  refusals: [
    {
      when: (output) => !output.continues,
      error: "PreToolUse hook returned unsupported continue:false",
      path: "/continue",
      fix: 'leave it out; to keep the tool from running write "permissionDecision":"deny" with a reason',
    },
    {
      when: (output) => output.stopReason !== null,
      error: "PreToolUse hook returned unsupported stopReason",
      path: "/stopReason",
      fix: `leave it out; a denial says why in ${specific}/permissionDecisionReason`,
    },
    {
      when: (output) => output.suppressOutput,
      error: "PreToolUse hook returned unsupported suppressOutput",
      path: "/suppressOutput",
      fix: "leave it out",
    },
    {
      when: (output) => output.hasUpdatedInput,
      error: "PreToolUse hook returned unsupported updatedInput",
      path: `${specific}/updatedInput`,
      fix: "leave it out: releases up to 0.125 cannot change the input of a tool",
    },
    {
      when: (output) => output.additionalContext !== null && !isBlank(output.additionalContext),
      error: "PreToolUse hook returned unsupported additionalContext",
      path: `${specific}/additionalContext`,
      fix: "leave it out: add context after the tool, in PostToolUse",
    },
    {
      when: (output) => output.permissionDecision === "allow",
      error: "PreToolUse hook returned unsupported permissionDecision:allow",
      path: `${specific}/permissionDecision`,
      fix: `answer approvals in PermissionRequest; here ${runsAnyway}`,
    },
    {
      when: (output) => output.permissionDecision === "ask",
      error: "PreToolUse hook returned unsupported permissionDecision:ask",
      path: `${specific}/permissionDecision`,
      fix: `Codex cannot ask here; ${runsAnyway}`,
    },
    {
      when: (output) =>
        output.permissionDecision === "deny" && isBlank(output.permissionDecisionReason ?? ""),
      error: "PreToolUse hook returned permissionDecision:deny without a non-empty permissionDecisionReason",
      path: `${specific}/permissionDecisionReason`,
      fix: "say why: the model reads it",
    },
    {
      when: (output) => output.permissionDecision === null && output.permissionDecisionReason !== null,
      error: "PreToolUse hook returned permissionDecisionReason without permissionDecision",
      path: `${specific}/permissionDecision`,
      fix: 'add "permissionDecision":"deny", or leave the reason out',
    },
    {
      when: (output) => !speaksSpecifically(output) && output.decision === "approve",
      error: "PreToolUse hook returned unsupported decision:approve",
      path: "/decision",
      fix: `answer approvals in PermissionRequest; here ${runsAnyway}`,
    },
    {
      when: (output) => !speaksSpecifically(output) && blocksWithoutReason(output),
      error: "PreToolUse hook returned decision:block without a non-empty reason",
      path: "/reason",
      fix: "say why: the model reads it",
    },
    {
      when: (output) => !speaksSpecifically(output) && output.decision === null && output.reason !== null,
      error: "PreToolUse hook returned reason without decision",
      path: "/decision",
      fix: 'add "decision":"block", or leave the reason out',
    },
  ],
  effect: (output) => {
    const reason = speaksSpecifically(output) ? output.permissionDecisionReason : output.reason;
    const blocks = speaksSpecifically(output)
      ? output.permissionDecision === "deny"
      : output.decision === "block";
    return blocks ? block(trimWhiteSpace(reason ?? "")) : effectOf("completed");
  },
  exitTwo: block,
};

/** Whether the output speaks in hookSpecificOutput, which silences its own decision and reason. */
export function speaksSpecifically(output: HookOutput): boolean {
  return (
    output.permissionDecision !== null ||
    output.permissionDecisionReason !== null ||
    output.additionalContext !== null ||
    output.hasUpdatedInput
  );
}

function block(reason: string): HookEffect {
  return effectOf("blocked", {
    entries: [{ kind: "feedback", text: reason }],
    shouldBlock: true,
    blockReason: reason,
  });
}
