import { compiles } from "../../compiles.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema, type Fault } from "./each-schema.js";

/** Patterns that a text can make slow: in exponential time, or in the square of its length. */
export function slowPatterns(set: LintSet): Found[] {
  const faultsOf = (pattern: string): Fault[] => {
    const slowness = set.slowness(pattern);
    if (slowness === "linear") return [];
    return [
      {
        at: "/pattern",
        message: `matching may take ${slowness} time`,
        fix: "let no two repeated parts match the same text, and no repeated part repeat inside itself",
      },
    ];
  };
  return eachSchema(set, ({ schema: { pattern } }) => (compiles(pattern) ? faultsOf(pattern) : []));
}
