import { unusedTypes } from "../portable/unused-types.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const unusedType: Rule = {
  id: "unused-type",
  summary: "Every definition and every part is used.",
  why: "A shape that nobody refers to is kept up, reviewed and believed to be on the wire.",
  severity: { contracts: "error", portable: "warning" },
  bad: [{ schema: objectSchema({}, { definitions: { Lost: TEXT } }) }],
  good: [
    {
      schema: objectSchema(
        { a: { description: "A word.", allOf: [{ $ref: "#/definitions/Word" }] } },
        { definitions: { Word: TEXT } },
      ),
    },
  ],
  check: unusedTypes,
};
