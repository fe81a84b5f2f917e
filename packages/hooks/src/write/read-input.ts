import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookContract, HookInputs } from "./hook-contract.js";
import { HookError } from "./hook-error.js";

/** Reads the request from the text on stdin; members that later releases add are no reason to refuse it. */
export function readInput<E extends HookEventName>(contract: HookContract<E>, stdin: string): HookInputs[E] {
  const result = contract.input.consumer.safeParse(parse(contract.event, stdin));
  if (result.ok) return result.value;
  const places = result.issues.map(({ path, expected }) => `${path || "the input"}: expected ${expected}`);
  throw new HookError("BAD_INPUT", `stdin is no ${contract.event} request: ${places.join("; ")}`);
}

function parse(event: HookEventName, stdin: string): unknown {
  if (stdin.trim() === "")
    throw new HookError("BAD_INPUT", `stdin is empty: Codex writes a ${event} request there`);
  try {
    return JSON.parse(stdin);
  } catch {
    throw new HookError("BAD_INPUT", "stdin is not one JSON document");
  }
}
