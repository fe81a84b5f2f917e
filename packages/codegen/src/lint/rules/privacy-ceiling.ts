import { exceedingLeaves } from "../../privacy/ceilings.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const privacyCeiling: Rule = {
  id: "privacy-ceiling",
  summary: "No value of a contract is more sensitive than its ceiling.",
  why: "The class follows references, lists, maps and unions: a shared part can bring a local path into an event whose own schema never names one.",
  severity: { contracts: "error" },
  bad: [
    {
      schema: {
        "x-privacy-ceiling": "internal",
        ...objectSchema({ a: { ...TEXT, "x-privacy": "sensitive" } }),
      },
    },
    {
      says: "by a shared part",
      files: {
        "demo/thing.schema.json": {
          "x-privacy-ceiling": "internal",
          ...objectSchema({
            homes: { description: "Homes.", type: "array", items: { $ref: "parts/home.schema.json" } },
          }),
        },
        "demo/parts/home.schema.json": { ...TEXT, "x-privacy": "sensitive" },
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: {},
        },
      },
    },
  ],
  good: [
    {
      schema: {
        "x-privacy-ceiling": "internal",
        ...objectSchema({ a: { ...TEXT, "x-privacy": "internal" } }),
      },
    },
  ],
  check: ({ model }) => (model === undefined ? [] : exceedingLeaves(model)),
};
