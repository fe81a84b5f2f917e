import type { Rule } from "../rule.js";
import { objectSchema } from "../sample.js";

export const dialect: Rule = {
  id: "dialect",
  summary: "Schemas say that they are written in draft-07.",
  why: "Validators guess the dialect of a schema without a word, and guess differently.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: { $schema: "https://json-schema.org/draft/2020-12/schema", ...objectSchema({}) } }],
  good: [{ schema: { $schema: "http://json-schema.org/draft-07/schema#", ...objectSchema({}) } }],
};
