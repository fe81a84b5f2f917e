import { PreToolUseHookInput } from "@codex-contracts/protocol/hooks/pre-tool-use-input";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { said } from "./outputs.js";
import { runHook } from "./run-hook.js";

/** How a PreToolUse hook reads and writes. */
export const preToolUse: HookContract<"PreToolUse"> = {
  event: "PreToolUse",
  input: PreToolUseHookInput,
  output: (answer) => {
    if (answer.answer === "none") return said(answer);
    if (answer.answer !== "block") return undefined;
    return {
      ...said(answer),
      hookSpecificOutput: {
        hookEventName: "PreToolUse",
        permissionDecision: "deny",
        permissionDecisionReason: answer.reason,
      },
    };
  },
};

/** Looks at a tool call before it runs: block it, or say nothing. Reads stdin, prints one JSON document and exits. */
export function runPreToolUseHook(handler: HookHandler<"PreToolUse">, options?: HookOptions): Promise<never> {
  return runHook(preToolUse, handler, options);
}
