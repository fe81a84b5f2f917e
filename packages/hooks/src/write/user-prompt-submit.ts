import { UserPromptSubmitHookInput } from "@codex-contracts/protocol/hooks/user-prompt-submit-input";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { contextFor, said, stopped } from "./outputs.js";
import { runHook } from "./run-hook.js";

/** How a UserPromptSubmit hook reads and writes. */
export const userPromptSubmit: HookContract<"UserPromptSubmit"> = {
  event: "UserPromptSubmit",
  input: UserPromptSubmitHookInput,
  output: (answer) => {
    if (answer.answer === "none") return said(answer);
    const parts = { ...said(answer), ...contextFor("UserPromptSubmit", answer) };
    if (answer.answer === "context") return parts;
    if (answer.answer === "block") return { ...parts, decision: "block", reason: answer.reason };
    if (answer.answer === "stop") return { ...parts, ...stopped(answer) };
    return undefined;
  },
};

/** Looks at a prompt before it is sent: block it, add context, stop, or say nothing. Reads stdin, prints one JSON document and exits. */
export function runUserPromptSubmitHook(
  handler: HookHandler<"UserPromptSubmit">,
  options?: HookOptions,
): Promise<never> {
  return runHook(userPromptSubmit, handler, options);
}
