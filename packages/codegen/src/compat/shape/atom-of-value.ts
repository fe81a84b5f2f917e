import { isJsonObject, type Json } from "../../json.js";
import { ARRAY, type Atom, BOOLEAN, NONE, type Node, NULL, NUMBER, OBJECT, STRING } from "./atom.js";

/** The atom whose only value is the given one. */
export function atomOfValue(value: Json, space: { fixed(atoms: readonly Atom[]): Node }): Atom {
  if (value === null) return NULL;
  if (typeof value === "boolean") return { ...BOOLEAN, values: [value] };
  if (typeof value === "number")
    return { ...NUMBER, min: value, max: value, integer: Number.isInteger(value) };
  if (typeof value === "string") return { ...STRING, values: [value] };
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([name, inner]) => [name, space.fixed([atomOfValue(inner, space)])] as const,
    );
    return { ...OBJECT, properties: new Map(members), required: new Set(Object.keys(value)), extra: NONE };
  }
  const prefix = value.map((item) => space.fixed([atomOfValue(item, space)]));
  return { ...ARRAY, prefix, items: NONE, min: value.length, max: value.length };
}
