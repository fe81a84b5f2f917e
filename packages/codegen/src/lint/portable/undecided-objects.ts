import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema, isCondition } from "./each-schema.js";

const DECIDES = ["additionalProperties", "unevaluatedProperties", "patternProperties"];

export function undecidedObjects(set: LintSet): Found[] {
  return eachSchema(set, (at) =>
    !("properties" in at.schema) || isCondition(at) || DECIDES.some((keyword) => keyword in at.schema)
      ? []
      : [
          {
            message: "the object does not say whether it is closed",
            fix: 'add "additionalProperties": false (closed), true (open), or a schema (a map)',
          },
        ],
  );
}
