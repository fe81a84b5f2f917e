import type { Json } from "../json.js";
import { partsOf, withPart } from "../json-parts.js";

/** Leaves out of a value all that a property of it does not need: what remains shows why the property holds. */
export function smallest(value: Json, holds: (value: Json) => boolean): Json {
  for (const smaller of reductions(value)) if (holds(smaller)) return smallest(smaller, holds);
  return value;
}

/** The value with one thing less, coarse steps first: a part left out, then a part made smaller. */
function* reductions(value: Json): Iterable<Json> {
  for (const [key] of partsOf(value)) yield withPart(value, key, undefined);
  if (typeof value === "string" && value !== "") yield "";
  for (const [key, part] of partsOf(value)) {
    for (const smaller of reductions(part)) yield withPart(value, key, smaller);
  }
}
