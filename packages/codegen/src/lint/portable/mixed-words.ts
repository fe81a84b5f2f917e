import type { Found } from "../finding.js";
import { hasStyle, styleOf } from "../name-style.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";
import { mostFrequent } from "./mixed-names.js";

export function mixedWords(set: LintSet): Found[] {
  return eachSchema(set, ({ schema }) => {
    const words = (Array.isArray(schema["enum"]) ? schema["enum"] : []).filter((w) => typeof w === "string");
    const style = mostFrequent(words.map(styleOf));
    const others = style === undefined ? [] : words.filter((word) => !hasStyle(word, style));
    return others.length === 0
      ? []
      : [
          {
            at: "/enum",
            message: `${others.map((word) => JSON.stringify(word)).join(", ")} not written in ${style} like the other words`,
            fix: "write all words alike",
          },
        ];
  });
}
