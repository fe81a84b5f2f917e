import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const arrayItems: Rule = {
  id: "array-items",
  summary: "An array has one schema for its items.",
  why: "Without it anything may be inside, and tuples are read differently by every draft.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { description: "A list.", type: "array" } }],
  good: [{ property: { description: "A list.", type: "array", items: { ...TEXT } } }],
};
