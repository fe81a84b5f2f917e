import { slowPatterns } from "../portable/slow-patterns.js";
import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const patternBacktracking: Rule = {
  id: "pattern-backtracking",
  summary: "A pattern is matched in linear time.",
  why: "A text of some kilobytes that almost matches can hold up a server for minutes.",
  severity: { contracts: "error", portable: "error" },
  bad: [
    { property: { ...TEXT, pattern: "^(?:a+)+$", examples: ["a"] } },
    { says: "quadratic", property: { ...TEXT, pattern: "^a*a*$", examples: ["a"] } },
  ],
  good: [{ property: { ...TEXT, pattern: "^a+$", examples: ["a"] } }],
  check: slowPatterns,
};
