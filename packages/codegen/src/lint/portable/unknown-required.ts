import { isJsonObject } from "../../json.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";

/** Required names of a closed object that no property stands for: nothing can ever satisfy it. */
export function unknownRequired(set: LintSet): Found[] {
  return eachSchema(set, ({ schema }) => {
    const { required, properties, additionalProperties } = schema;
    if (!Array.isArray(required) || additionalProperties !== false || "patternProperties" in schema)
      return [];
    const known = isJsonObject(properties) ? properties : {};
    return required
      .filter((name) => typeof name === "string" && !Object.hasOwn(known, name))
      .map((name) => ({
        at: "/required",
        message: `"${name}" is required and not among the properties`,
        fix: "add it to properties or remove it from required",
      }));
  });
}
