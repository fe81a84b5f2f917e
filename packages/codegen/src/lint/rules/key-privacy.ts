import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const keyPrivacy: Rule = {
  id: "key-privacy",
  summary: "A map says how sensitive its keys are.",
  why: "Keys are data too: paths, host names, names that users chose.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { description: "A map.", type: "object", additionalProperties: { ...TEXT } } }],
  good: [
    {
      property: {
        description: "A map.",
        type: "object",
        additionalProperties: { ...TEXT },
        "x-key-privacy": "sensitive",
      },
    },
  ],
};
