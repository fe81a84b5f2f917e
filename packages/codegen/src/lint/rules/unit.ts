import type { Rule } from "../rule.js";

export const unit: Rule = {
  id: "unit",
  summary: "A number says its unit, and nothing else does.",
  why: "Seconds read as milliseconds are found late.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      property: {
        description: "Some.",
        type: "integer",
        minimum: 0,
        maximum: 9,
        "x-privacy": "public",
        examples: [1],
      },
    },
  ],
  good: [
    {
      property: {
        description: "Some.",
        type: "integer",
        minimum: 0,
        maximum: 9,
        "x-unit": "count",
        "x-privacy": "public",
        examples: [1],
      },
    },
  ],
};
