import { FOR_PEOPLE } from "./annotations.js";
import { type JsonObject, pointerSegment } from "./json.js";
import type { Report } from "./problem.js";

/** What may stand in every schema. */
const ANNOTATIONS = new Set(["$schema", "$id", "title", "definitions", ...FOR_PEOPLE]);

/** Reports each keyword that a form of schema does not know. */
export function rejectKeywords(
  schema: JsonObject,
  at: string,
  form: string,
  allowed: readonly string[],
  { report }: { readonly report: Report },
): void {
  const bare = form === "reference";
  for (const key of Object.keys(schema)) {
    if (allowed.includes(key) || (!bare && ANNOTATIONS.has(key))) continue;
    const fix = bare
      ? 'wrap the reference: { "description": …, "allOf": [{ "$ref": … }] }'
      : `remove it; a ${form} knows ${[...allowed, "annotations"].join(", ")}`;
    report(`${at}/${pointerSegment(key)}`, "portable-subset", `"${key}" is not allowed in a ${form}`, fix);
  }
}
