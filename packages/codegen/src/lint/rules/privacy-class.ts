import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const privacyClass: Rule = {
  id: "privacy-class",
  summary: "Every leaf has a privacy class.",
  why: "What has no class cannot be reduced, reviewed or counted, so it may not be sent.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { description: "A word.", type: "string", examples: ["word"] } }],
  good: [{ property: TEXT }],
};
