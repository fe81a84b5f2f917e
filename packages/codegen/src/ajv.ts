import { _, Ajv, type KeywordCxt, str } from "ajv";
import { definitionSchema, reachableTypes, typeNamed } from "./bundle.js";
import type { Json, JsonObject } from "./json.js";
import type { Model, TypeModel } from "./model.js";
import { rewriteSchema } from "./rewrite.js";

/**
 * Ajv in draft-07, strict, as this project uses it: discriminators on, every error kept, and `minLength`
 * (only ever 1 in the subset) without the helper that would leave an import in standalone code.
 */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    discriminator: true,
    validateSchema: false,
    meta: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.removeKeyword("minLength");
  ajv.addKeyword({
    keyword: "minLength",
    type: "string",
    schemaType: "number",
    error: {
      message: ({ schemaCode }) => str`must NOT have fewer than ${schemaCode} characters`,
      params: ({ schemaCode }) => _`{limit: ${schemaCode}}`,
    },
    code: (context: KeywordCxt) => context.fail(_`${context.data}.length < ${context.schemaCode}`),
  });
  return ajv;
}

export interface Compiled {
  readonly ajv: Ajv;
  readonly validate: NonNullable<ReturnType<Ajv["getSchema"]>>;
}

/** Compiles one type and what it reaches in an instance of its own: the names in Ajv's code count what an instance has seen. */
export function compileType(model: Model, type: TypeModel): Compiled {
  const ajv = createAjv();
  for (const name of new Set([type.name, ...reachableTypes(model, type)])) {
    ajv.addSchema(byName(forAjv(definitionSchema(model, typeNamed(model, name)))), name);
  }
  const validate = ajv.getSchema(type.name);
  if (validate === undefined) throw new Error(`Ajv knows no schema ${type.name}`);
  return { ajv, validate };
}

/** References by type name, since each type is a schema of its own here. */
function byName(schema: JsonObject): JsonObject {
  return rewriteSchema(schema, (inner) => {
    const ref = inner["$ref"];
    return typeof ref === "string" ? { $ref: ref.slice("#/definitions/".length) } : inner;
  });
}

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
