import picocolors from "picocolors";
import type { Output } from "../context.js";

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours for one output: only on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. NO_COLOR wins. */
export function colours(output: Output, env: Readonly<Record<string, string | undefined>>): Colours {
  return picocolors.createColors(wantsColour(output, env));
}

function wantsColour(output: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return output.isTTY === true && env["TERM"] !== "dumb";
}
