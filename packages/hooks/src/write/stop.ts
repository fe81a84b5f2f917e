import { StopHookInput } from "@codex-contracts/protocol/hooks/stop-input";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { said, stopped } from "./outputs.js";
import { runHook } from "./run-hook.js";

/** How a Stop hook reads and writes. */
export const stopEvent: HookContract<"Stop"> = {
  event: "Stop",
  input: StopHookInput,
  output: (answer) => {
    if (answer.answer === "none") return said(answer);
    if (answer.answer === "block") return { ...said(answer), decision: "block", reason: answer.reason };
    if (answer.answer === "stop") return { ...said(answer), ...stopped(answer) };
    return undefined;
  },
};

/** Looks at the end of a turn: let it go on with another prompt, end it for good, or say nothing. Reads stdin, prints one JSON document and exits. */
export function runStopHook(handler: HookHandler<"Stop">, options?: HookOptions): Promise<never> {
  return runHook(stopEvent, handler, options);
}
