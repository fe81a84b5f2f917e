import { analyse } from "scslre";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { compiles } from "./broken-patterns.js";
import { eachSchema, type Fault } from "./each-schema.js";

/** Patterns that a text can make slow: in exponential time, or in the square of its length. */
export function slowPatterns(set: LintSet): Found[] {
  return eachSchema(set, ({ schema: { pattern } }) =>
    typeof pattern === "string" && compiles(pattern) ? faultsOf(pattern) : [],
  );
}

const known = new Map<string, readonly Fault[]>();

function faultsOf(pattern: string): readonly Fault[] {
  const faults = known.get(pattern) ?? look(pattern);
  known.set(pattern, faults);
  return faults;
}

function look(pattern: string): readonly Fault[] {
  const { reports } = analyse(
    { source: pattern, flags: "u" },
    { reportTypes: { Move: false }, maxReports: 1 },
  );
  return reports.map(({ exponential }) => ({
    at: "/pattern",
    message: `matching may take ${exponential ? "exponential" : "quadratic"} time`,
    fix: "let no two repeated parts match the same text, and no repeated part repeat inside itself",
  }));
}
