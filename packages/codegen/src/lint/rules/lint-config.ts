import type { Rule } from "../rule.js";

export const lintConfig: Rule = {
  id: "lint-config",
  summary: "`lint.json` holds only settings that the linter knows.",
  why: "A misspelt setting changes nothing and looks as if it did.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts", "portable"],
  bad: [{ files: { "lint.json": { preset: "contracts", rule: {} } } }],
  good: [{ files: { "lint.json": { preset: "contracts", rules: { "word-style": "warning" } } } }],
};
