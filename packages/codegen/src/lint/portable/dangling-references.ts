import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";
import { lookUp } from "./references.js";

export function danglingReferences(set: LintSet): Found[] {
  return eachSchema(set, ({ schema: { $ref } }, file) =>
    typeof $ref !== "string" || lookUp(set, file, $ref) !== undefined
      ? []
      : [
          {
            at: "/$ref",
            message: "the reference leads nowhere",
            fix: "refer to a definition of this file, or to another file by its path or $id",
          },
        ],
  );
}
