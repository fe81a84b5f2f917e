import type { JsonObject } from "../json.js";

/** A value of a recorded case that a contract describes, and whether the other side took it. */
export interface ShapeCase {
  readonly name: string;
  readonly contract: string;
  readonly value: JsonObject;
  readonly accepted: boolean;
}

/** Name of the contract of what an event reads or prints: `PreToolUse` → `hooks/pre-tool-use-input`. */
export function hookContract(event: string, direction: "input" | "output"): string {
  const words = event.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
  return `hooks/${words}-${direction}`;
}
