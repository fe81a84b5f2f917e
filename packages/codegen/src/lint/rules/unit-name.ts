import { wrongUnits } from "../names/wrong-units.js";
import type { Rule } from "../rule.js";

export const unitName: Rule = {
  id: "unit-name",
  summary: "A name that ends in a unit has that unit.",
  why: "`_ms` over seconds is read as milliseconds by everyone who does not open the schema.",
  severity: { contracts: "error" },
  bad: [
    {
      name: "duration_ms",
      property: {
        description: "Time.",
        type: "integer",
        minimum: 0,
        maximum: 9,
        "x-unit": "s",
        "x-privacy": "public",
        examples: [1],
      },
    },
  ],
  good: [
    {
      name: "duration_ms",
      property: {
        description: "Time.",
        type: "integer",
        minimum: 0,
        maximum: 9,
        "x-unit": "ms",
        "x-privacy": "public",
        examples: [1],
      },
    },
  ],
  check: wrongUnits,
};
