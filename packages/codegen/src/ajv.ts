import { _, Ajv, type KeywordCxt, str } from "ajv";
import { definitionSchema, reachableTypes, typeNamed } from "./bundle.js";
import { forAjv } from "./for-ajv.js";
import type { JsonObject } from "./json.js";
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
    // The code is wanted as a text: what Ajv would run is not even parsed.
    code: { source: true, esm: true, lines: true, process: () => "return () => false;" },
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

/** What writes the code of a type; `validate` itself judges nothing. */
export interface Compiled {
  readonly ajv: Ajv;
  readonly validate: NonNullable<ReturnType<Ajv["getSchema"]>>;
}

const instances = new WeakMap<Model, Ajv>();

/**
 * Compiles one type and what it reaches, each type once for the whole model. Only a type that recurs is compiled
 * in an instance of its own: there the form of the code depends on which type of the circle was asked for first.
 */
export function compileType(model: Model, type: TypeModel): Compiled {
  const names = [type.name, ...reachableTypes(model, type)];
  const recurs = names.some((name) => reachableTypes(model, typeNamed(model, name)).includes(name));
  let ajv = recurs ? undefined : instances.get(model);
  if (ajv === undefined) {
    ajv = createAjv();
    if (!recurs) instances.set(model, ajv);
  }
  for (const name of new Set(names)) {
    if (!(name in ajv.schemas))
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
