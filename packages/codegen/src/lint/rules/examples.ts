import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const examples: Rule = {
  id: "examples",
  summary: "A contract has a valid example, and a leaf example values.",
  why: "Examples are the tests of every package and the first thing that a reader looks at.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { description: "A word.", type: "string", "x-privacy": "public" } }],
  good: [{ property: TEXT }],
};
