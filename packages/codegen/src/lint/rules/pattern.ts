import { brokenPatterns } from "../portable/broken-patterns.js";
import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const pattern: Rule = {
  id: "pattern",
  summary: "A pattern compiles with the `u` flag.",
  why: "Other languages have no sloppy mode: an escape that means nothing there stops the reader.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { ...TEXT, pattern: "[a-z" } }],
  good: [{ property: { ...TEXT, pattern: "^[a-z]+$" } }],
  check: brokenPatterns,
};
