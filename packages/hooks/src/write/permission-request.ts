import type { PermissionRequestDecision } from "@codex-contracts/protocol/hooks";
import { PermissionRequestHookInput } from "@codex-contracts/protocol/hooks/permission-request-input";
import type { HookAnswer } from "./answers.js";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { said } from "./outputs.js";
import { runHook } from "./run-hook.js";

/** How a PermissionRequest hook reads and writes. */
export const permissionRequest: HookContract<"PermissionRequest"> = {
  event: "PermissionRequest",
  input: PermissionRequestHookInput,
  output: (answer) => {
    const decision = decisionOf(answer);
    if (answer.answer === "none") return said(answer);
    if (decision === undefined) return undefined;
    return { ...said(answer), hookSpecificOutput: { hookEventName: "PermissionRequest", decision } };
  },
};

/** Answers a request for approval: allow, deny, or leave it to the user. Reads stdin, prints one JSON document and exits. */
export function runPermissionRequestHook(
  handler: HookHandler<"PermissionRequest">,
  options?: HookOptions,
): Promise<never> {
  return runHook(permissionRequest, handler, options);
}

function decisionOf(answer: HookAnswer<"PermissionRequest">): PermissionRequestDecision | undefined {
  if (answer.answer === "allow") return { behavior: "allow" };
  if (answer.answer === "deny") return { behavior: "deny", message: answer.message };
  return undefined;
}
