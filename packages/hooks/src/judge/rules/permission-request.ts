import { trimWhiteSpace } from "../../json/white-space.js";
import { effectOf, type HookEffect } from "../judgement.js";
import type { EventRules } from "./event-rules.js";

const defaultMessage = "PermissionRequest hook denied approval";
const decision = "/hookSpecificOutput/decision";
const reserved = "it is reserved, and no release honours it";

export const permissionRequestRules: EventRules = {
  refusals: [
    {
      when: (output) => !output.continues,
      error: "PermissionRequest hook returned unsupported continue:false",
      path: "/continue",
      fix: 'leave it out: this event cannot stop the turn; to refuse the request decide {"behavior":"deny","message":"…"}',
    },
    {
      when: (output) => output.stopReason !== null,
      error: "PermissionRequest hook returned unsupported stopReason",
      path: "/stopReason",
      fix: `leave it out; a denial says why in ${decision}/message`,
    },
    {
      when: (output) => output.suppressOutput,
      error: "PermissionRequest hook returned unsupported suppressOutput",
      path: "/suppressOutput",
      fix: "leave it out: Codex shows nothing of a hook that allows or says nothing",
    },
    {
      when: (output) => output.request?.hasUpdatedInput === true,
      error: "PermissionRequest hook returned unsupported updatedInput",
      path: `${decision}/updatedInput`,
      fix: `leave it out: ${reserved}; deny with a message that says what to run instead`,
    },
    {
      when: (output) => output.request?.hasUpdatedPermissions === true,
      error: "PermissionRequest hook returned unsupported updatedPermissions",
      path: `${decision}/updatedPermissions`,
      fix: `leave it out: ${reserved}; an allow holds for this request only`,
    },
    {
      when: (output) => output.request?.interrupt === true,
      error: "PermissionRequest hook returned unsupported interrupt:true",
      path: `${decision}/interrupt`,
      fix: `leave it out: ${reserved}`,
    },
  ],
  effect: ({ request }) => {
    if (request === null) return effectOf("completed");
    if (request.behavior === "allow") return effectOf("completed", { decision: { behavior: "allow" } });
    return denial(trimWhiteSpace(request.message ?? "") || defaultMessage);
  },
  exitTwo: denial,
};

function denial(message: string): HookEffect {
  return effectOf("blocked", {
    entries: [{ kind: "feedback", text: message }],
    decision: { behavior: "deny", message },
  });
}
