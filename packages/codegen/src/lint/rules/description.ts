import { undescribed } from "../portable/undescribed.js";
import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const description: Rule = {
  id: "description",
  summary: "Every type and member has a description.",
  why: "It is all that the reader of an event table, or of a completion in an editor, gets to see.",
  severity: { contracts: "error", portable: "warning" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { type: "string", "x-privacy": "public", examples: ["word"] } }],
  good: [{ property: TEXT }],
  check: undescribed,
};
