import { unboundIntegers } from "../portable/unbound-integers.js";
import type { Rule } from "../rule.js";

export const numberBounds: Rule = {
  id: "number-bounds",
  summary: "A number has a minimum and a maximum that a double holds exactly.",
  why: "Beyond 2^53 JavaScript changes the value without a word, and a column of a table needs to know its width.",
  severity: { contracts: "error", portable: "warning" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      property: {
        description: "Some.",
        type: "integer",
        "x-unit": "count",
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
        maximum: 9007199254740991,
        "x-unit": "count",
        "x-privacy": "public",
        examples: [1],
      },
    },
  ],
  check: unboundIntegers,
};
