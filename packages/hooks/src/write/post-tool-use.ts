import { PostToolUseHookInput } from "@codex-contracts/protocol/hooks/post-tool-use-input";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { contextFor, said, stopped } from "./outputs.js";
import { runHook } from "./run-hook.js";

/** How a PostToolUse hook reads and writes. */
export const postToolUse: HookContract<"PostToolUse"> = {
  event: "PostToolUse",
  input: PostToolUseHookInput,
  output: (answer) => {
    if (answer.answer === "none") return said(answer);
    const parts = { ...said(answer), ...contextFor("PostToolUse", answer) };
    if (answer.answer === "context") return parts;
    if (answer.answer === "block") return { ...parts, decision: "block", reason: answer.reason };
    if (answer.answer === "stop") return { ...parts, ...stopped(answer) };
    return undefined;
  },
};

/** Looks at what a tool gave: replace it, add context, stop, or say nothing. Reads stdin, prints one JSON document and exits. */
export function runPostToolUseHook(
  handler: HookHandler<"PostToolUse">,
  options?: HookOptions,
): Promise<never> {
  return runHook(postToolUse, handler, options);
}
