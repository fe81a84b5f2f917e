import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";

export function repeatedWords(set: LintSet): Found[] {
  return eachSchema(set, ({ schema }) => {
    const words = Array.isArray(schema["enum"]) ? schema["enum"].map((word) => JSON.stringify(word)) : [];
    return new Set(words).size === words.length
      ? []
      : [{ at: "/enum", message: "a word is listed twice", fix: "list each word once" }];
  });
}
