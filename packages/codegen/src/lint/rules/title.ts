import type { Rule } from "../rule.js";
import { objectSchema } from "../sample.js";

export const title: Rule = {
  id: "title",
  summary: "A schema file has a PascalCase title.",
  why: "The title is the name of the type in every language, so it has to be one.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: { title: "a thing", ...objectSchema({}) } }],
  good: [{ schema: { title: "Thing", ...objectSchema({}) } }],
};
