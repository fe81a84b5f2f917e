import type { Unit } from "../../model.js";
import type { Found } from "../finding.js";
import { wordsOf } from "../name-style.js";
import { eachSchema } from "../portable/each-schema.js";
import type { LintSet } from "../rule.js";

/** Units that the last word of a name promises. */
const PROMISED: ReadonlyMap<string, readonly Unit[]> = new Map<string, readonly Unit[]>(
  Object.entries({
    ms: ["ms"],
    millis: ["ms"],
    secs: ["s"],
    sec: ["s"],
    seconds: ["s"],
    tokens: ["tokens"],
    port: ["port"],
    count: ["count"],
    depth: ["depth"],
  }),
);

/** Numbers whose name ends in a unit that they do not have. */
export function wrongUnits(set: LintSet): Found[] {
  return eachSchema(set, ({ schema, role, name = "" }) => {
    const unit = schema["x-unit"];
    const promised = PROMISED.get(wordsOf(name).at(-1) ?? "");
    if (role !== "property" || typeof unit !== "string" || promised === undefined) return [];
    return promised.some((each) => each === unit)
      ? []
      : [
          {
            at: "/x-unit",
            message: `"${name}" sounds like ${promised.join(" or ")} and is in ${unit}`,
            fix: "mend the unit or the name",
          },
        ];
  });
}
