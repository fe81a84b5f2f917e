import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";

const LOWER = ["minimum", "exclusiveMinimum"];
const UPPER = ["maximum", "exclusiveMaximum"];

export function unboundIntegers(set: LintSet): Found[] {
  return eachSchema(set, ({ schema }) => {
    const types = [schema["type"] ?? []].flat();
    const listed = "enum" in schema || "const" in schema;
    const bound = [LOWER, UPPER].every((words) => words.some((word) => typeof schema[word] === "number"));
    return !types.includes("integer") || listed || bound
      ? []
      : [
          {
            message: "an integer without a minimum and a maximum",
            fix: `add "minimum" and "maximum" between ${-Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`,
          },
        ];
  });
}
