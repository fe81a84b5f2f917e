import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const nullMeaning: Rule = {
  id: "null-meaning",
  summary: "A member that may be null says what null means, and no other does.",
  why: "Null is read as zero, as unknown and as not applicable; one sentence settles it.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { ...TEXT, type: ["string", "null"] } }],
  good: [{ property: { ...TEXT, type: ["string", "null"], "x-null": "the user gave none" } }],
};
