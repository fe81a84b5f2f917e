import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const schemaForm: Rule = {
  id: "schema-form",
  summary: "A schema is an object.",
  why: "`true` and `false` say nothing to a reader and cannot carry a description.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: true }],
  good: [{ property: TEXT }],
};
