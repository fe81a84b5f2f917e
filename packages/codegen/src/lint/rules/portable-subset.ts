import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const portableSubset: Rule = {
  id: "portable-subset",
  summary: "Only keywords of the portable subset are used.",
  why: "Every generator and language reads these alike. What is outside is read differently or not at all; keywords beside `$ref`, for one, are dropped in draft-07.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [
    { property: { ...TEXT, maxLength: 3 } },
    {
      says: "keywords beside a reference",
      schema: objectSchema(
        { a: { $ref: "#/definitions/Word", description: "A word." } },
        { definitions: { Word: TEXT } },
      ),
    },
  ],
  good: [
    {
      schema: objectSchema(
        { a: { description: "A word.", allOf: [{ $ref: "#/definitions/Word" }] } },
        { definitions: { Word: TEXT } },
      ),
    },
  ],
};
