import { SessionStartHookInput } from "@codex-contracts/protocol/hooks/session-start-input";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { contextFor, said, stopped } from "./outputs.js";
import { runHook } from "./run-hook.js";

/** How a SessionStart hook reads and writes. */
export const sessionStart: HookContract<"SessionStart"> = {
  event: "SessionStart",
  input: SessionStartHookInput,
  output: (answer) => {
    if (answer.answer === "none") return said(answer);
    const parts = { ...said(answer), ...contextFor("SessionStart", answer) };
    if (answer.answer === "context") return parts;
    if (answer.answer === "stop") return { ...parts, ...stopped(answer) };
    return undefined;
  },
};

/** Adds context at the start of a session, or stops it. Reads stdin, prints one JSON document and exits. */
export function runSessionStartHook(
  handler: HookHandler<"SessionStart">,
  options?: HookOptions,
): Promise<never> {
  return runHook(sessionStart, handler, options);
}
