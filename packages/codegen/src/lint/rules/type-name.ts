import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const typeName: Rule = {
  id: "type-name",
  summary: "A definition has a PascalCase name.",
  why: "It becomes the name of a type in every language.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: objectSchema({}, { definitions: { thing_name: { ...TEXT } } }) }],
  good: [
    {
      schema: objectSchema(
        { a: { description: "A word.", allOf: [{ $ref: "#/definitions/ThingName" }] } },
        { definitions: { ThingName: { ...TEXT } } },
      ),
    },
  ],
};
