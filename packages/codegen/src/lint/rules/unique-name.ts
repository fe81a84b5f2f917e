import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const uniqueName: Rule = {
  id: "unique-name",
  summary: "A type name is taken once.",
  why: "All types share one module; the second of a name would replace the first.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: objectSchema({}, { definitions: { Thing: { ...TEXT } } }) }],
  good: [
    {
      schema: objectSchema(
        { a: { description: "A word.", allOf: [{ $ref: "#/definitions/ThingName" }] } },
        { definitions: { ThingName: { ...TEXT } } },
      ),
    },
  ],
};
