import type { Json, JsonObject } from "./json.js";
import { rewriteSchema } from "./rewrite.js";

/** A bundled schema without annotations, which Ajv has no use for and strict mode does not know. */
export function forAjv(bundle: JsonObject): JsonObject {
  return rewriteSchema(bundle, (schema) => {
    const out: Record<string, Json> = {};
    for (const [key, value] of Object.entries(schema)) {
      if (!key.startsWith("x-") && !["description", "examples", "title", "$comment"].includes(key))
        out[key] = value;
    }
    return out;
  });
}
