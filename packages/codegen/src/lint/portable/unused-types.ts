import { isPart } from "../../refs.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { lookUp } from "./references.js";

/** Definitions that no reference leads to; among contracts, shared parts too. */
export function unusedTypes(set: LintSet): Found[] {
  const used = new Set<object>();
  for (const { file, schemas } of set.documents) {
    for (const { schema } of schemas) {
      const ref = schema["$ref"];
      const target = typeof ref === "string" ? lookUp(set, file, ref) : undefined;
      if (target !== undefined && target !== "outside") used.add(target.schema);
    }
  }
  const parts = set.config.preset === "contracts";
  return set.documents.flatMap(({ file, schemas }) =>
    schemas
      .filter(({ role }) => role === "definition" || (role === "root" && parts && isPart(file)))
      .filter(({ schema }) => !used.has(schema))
      .map(({ pointer }) => ({
        file,
        pointer,
        message: "nothing refers to this type",
        fix: "remove it, or refer to it",
      })),
  );
}
