import { mixedWords } from "../portable/mixed-words.js";
import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const wordStyle: Rule = {
  id: "word-style",
  summary: "The words of an enumeration are written in one style.",
  why: "Words are compared as texts: a style that changes within the list is typed wrongly.",
  severity: { contracts: "error", portable: "warning" },
  bad: [{ property: { ...TEXT, enum: ["timed_out", "failedClosed"], examples: ["timed_out"] } }],
  good: [{ property: { ...TEXT, enum: ["timed_out", "failed_closed"], examples: ["timed_out"] } }],
  check: mixedWords,
};
