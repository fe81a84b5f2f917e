import { danglingReferences } from "../portable/dangling-references.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const reference: Rule = {
  id: "reference",
  summary: "Every reference leads to a schema of this folder.",
  why: "A reference that leads nowhere accepts everything in some validators and stops others.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { $ref: "#/definitions/Nobody" } }],
  good: [
    {
      schema: objectSchema(
        { a: { description: "A word.", allOf: [{ $ref: "#/definitions/Word" }] } },
        { definitions: { Word: TEXT } },
      ),
    },
  ],
  check: danglingReferences,
};
