import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const exampleValue: Rule = {
  id: "example-value",
  summary: "An example value of a leaf is a value of that leaf.",
  why: "It is printed in the reference beside the rule that it breaks.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { ...TEXT, examples: [1] } }],
  good: [{ property: { ...TEXT, examples: ["blue"] } }],
};
