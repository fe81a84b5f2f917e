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
  const out: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) out[key] = rewriteKeyword(key, value, change);
  return change(out);
}

function rewriteKeyword(key: string, value: Json, change: (schema: JsonObject) => JsonObject): Json {
  if (DATA.has(key)) return value;
  if (Array.isArray(value))
    return value.map((item: Json) => (isJsonObject(item) ? rewriteSchema(item, change) : item));
  if (!isJsonObject(value)) return value;
  if (!NAMED.has(key)) return rewriteSchema(value, change);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isJsonObject(inner) ? rewriteSchema(inner, change) : inner,
    ]),
  );
}

/** A copy without the named keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
