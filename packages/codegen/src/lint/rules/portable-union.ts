import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const portableUnion: Rule = {
  id: "portable-union",
  summary: "The branches of an `anyOf` have different JSON types, or share no key.",
  why: "Where two branches fit one value, languages choose differently.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      property: {
        description: "One of two.",
        anyOf: [{ ...TEXT }, { ...TEXT, minLength: 1 }],
        "x-privacy": "public",
        examples: ["a"],
      },
    },
  ],
  good: [
    {
      property: {
        description: "A word or a switch.",
        anyOf: [{ ...TEXT }, { description: "On or off.", type: "boolean", "x-privacy": "public" }],
        "x-privacy": "public",
        examples: ["a"],
      },
    },
  ],
};
