import type { Found } from "../finding.js";
import { wordsOf } from "../name-style.js";
import { eachSchema } from "../portable/each-schema.js";
import type { LintSet } from "../rule.js";

/** Last words of names whose values are what users wrote, or where and as whom they work. */
const CONTENT = new Set(
  "prompt command cmd argv cwd path paths url urls uri host hostname email password secret message text query content diff patch justification rationale stdin stdout stderr username".split(
    " ",
  ),
);

const LOW = new Set(["public", "internal"]);

/** Free texts whose name promises content and whose class does not. */
export function openContent(set: LintSet): Found[] {
  return eachSchema(set, ({ schema, role, name = "" }) => {
    const { type, enum: words, "x-privacy": privacy } = schema;
    const free = [type ?? []].flat().includes("string") && words === undefined;
    const promises = role === "property" && CONTENT.has(wordsOf(name).at(-1) ?? "");
    return free && promises && typeof privacy === "string" && LOW.has(privacy)
      ? [
          {
            at: "/x-privacy",
            message: `"${name}" sounds like content and is ${privacy}`,
            fix: "make it sensitive, or waive it and say why the value is harmless",
          },
        ]
      : [];
  });
}
