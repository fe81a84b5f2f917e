import { isJsonObject, type Json, type JsonObject } from "./json.js";

/** Keywords whose value is data, not a schema: a rewrite leaves them alone. */
const DATA = new Set([
  "const",
  "enum",
  "examples",
  "default",
  "required",
  "x-source",
  "x-rules",
  "x-exclusive",
  "x-requires",
]);
/** Keywords whose value maps names to schemas. */
const NAMED = new Set(["properties", "definitions"]);

/** Applies a change to a schema and to every schema inside it, innermost first. Pure. */
export function rewriteSchema(schema: JsonObject, change: (schema: JsonObject) => JsonObject): JsonObject {
  return change(mapMembers(schema, (value, key) => rewriteKeyword(key, value, change)));
}

function rewriteKeyword(key: string, value: Json, change: (schema: JsonObject) => JsonObject): Json {
  if (DATA.has(key)) return value;
  if (Array.isArray(value))
    return value.map((item: Json) => (isJsonObject(item) ? rewriteSchema(item, change) : item));
  if (!isJsonObject(value)) return value;
  if (!NAMED.has(key)) return rewriteSchema(value, change);
  return mapMembers(value, (inner) => (isJsonObject(inner) ? rewriteSchema(inner, change) : inner));
}

/** A copy without the named keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  const out: Record<string, Json> = {};
  for (const key in object) if (!keys.includes(key)) out[key] = object[key] as Json;
  return out;
}

/** A copy with other values. A loop, since whole schemas are copied many times in a run. */
function mapMembers(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  const out: Record<string, Json> = {};
  for (const key in object) out[key] = change(object[key] as Json, key);
  return out;
}
