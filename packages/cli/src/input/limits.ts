import { bytes } from "../text/bytes.js";
import type { Fault } from "./fault.js";

/** The largest line or document that is read as one value; what it takes in memory is a few times that. */
export const MAX_VALUE_BYTES = 32 * 1024 * 1024;

/** The finding for a value beyond the limit. */
export function tooLarge(line: number, maxBytes: number, shape: "line" | "document"): Fault {
  const way = shape === "line" ? "" : "; write one message a line instead, as `jq -c '.[]'` does";
  return { code: "too-large", line, expected: `a ${shape} of at most ${bytes(maxBytes)}${way}` };
}
