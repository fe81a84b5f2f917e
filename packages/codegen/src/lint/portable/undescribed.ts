import { isJsonObject } from "../../json.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import type { SchemaPlace } from "../schema-document.js";
import { eachSchema, isCondition } from "./each-schema.js";

const NEEDS: ReadonlySet<SchemaPlace["role"]> = new Set(["root", "property", "definition"]);

/** Types and members without a description; a reference has that of its target. */
export function undescribed(set: LintSet): Found[] {
  return eachSchema(set, (at) => {
    const { schema, role } = at;
    const { description, $ref, allOf } = schema;
    const described = typeof description === "string" && description.trim() !== "";
    const refers =
      typeof $ref === "string" || (Array.isArray(allOf) && allOf.some((s) => isJsonObject(s) && "$ref" in s));
    return !NEEDS.has(role) || described || refers || isCondition(at)
      ? []
      : [{ message: "there is no description", fix: "say what the value is, for the person who reads it" }];
  });
}
