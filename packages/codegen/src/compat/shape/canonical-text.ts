import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Location } from "../schema-set.js";
import type { Side } from "./atom.js";
import type { Space } from "./space.js";

const ANNOTATIONS = new Set([
  "title",
  "description",
  "examples",
  "default",
  "$comment",
  "deprecated",
  "readOnly",
  "writeOnly",
  "$id",
  "$schema",
  "$anchor",
  "definitions",
  "$defs",
]);
const DATA = new Set(["const", "enum", "required"]);

/**
 * A schema as text that does not depend on the order of keys, on annotations and on which parts have names:
 * equal texts mean equal rules.
 */
export function canonicalText(
  schema: Json,
  from: { readonly space: Space; readonly side: Side; readonly location: Location },
): string {
  const set = from.space.set(from.side);
  const write = (value: Json, location: Location, open: readonly string[]): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => write(item, location, open));
    if (!isJsonObject(value)) return value;
    const { $ref, ...rest } = value;
    if (typeof $ref !== "string") return keys(value, (inner) => write(inner, location, open));
    const target = set.resolve($ref, location);
    if (target === undefined) return value;
    const name = `${target.file}#${target.pointer}`;
    const seen = open.indexOf(name);
    // How many references up the recursion closes, so that names do not matter.
    if (seen >= 0) return { "recursive reference": seen };
    const inlined = write(set.at(target) ?? true, target, [name, ...open]);
    return Object.keys(rest).length === 0
      ? inlined
      : [inlined, keys(rest, (inner) => write(inner, location, open))];
  };
  return JSON.stringify(write(schema, from.location, []));
}

function keys(object: JsonObject, write: (value: Json) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([key]) => !ANNOTATIONS.has(key) && !key.startsWith("x-"))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, inOrder(key, DATA.has(key) ? value : write(value))]),
  );
}

const UNORDERED = new Set(["enum", "required", "type", "allOf", "anyOf", "oneOf"]);

function inOrder(key: string, value: Json): Json {
  if (!UNORDERED.has(key) || !Array.isArray(value)) return value;
  return value.map((item: Json) => JSON.stringify(item)).sort();
}
