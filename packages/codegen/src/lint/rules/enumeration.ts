import { repeatedWords } from "../portable/repeated-words.js";
import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const enumeration: Rule = {
  id: "enumeration",
  summary: "An enumeration lists words, each once, and null exactly when its type allows null.",
  why: "A word that is listed twice hides that another was meant, and null in one place only is accepted by some validators.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { ...TEXT, enum: ["word", "word"] } }],
  good: [{ property: { ...TEXT, enum: ["word", "deed"] } }],
  check: repeatedWords,
};
