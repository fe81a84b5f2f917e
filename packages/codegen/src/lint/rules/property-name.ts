import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const propertyName: Rule = {
  id: "property-name",
  summary: "No property is named like a member of `Object.prototype`.",
  why: "Code that looks it up finds a function where nothing was sent.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ name: "constructor", property: TEXT }],
  good: [{ name: "builder", property: TEXT }],
};
