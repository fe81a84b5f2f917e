/** A JSON Schema of the portable subset, as the bundles of the protocol package write it, without annotations. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | null)[];
  readonly minLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string };
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const ANNOTATIONS = new Set(["$schema", "$id", "$comment", "title", "description", "examples"]);
const MAPS = new Set(["properties", "definitions"]);
const PLAIN = new Set(["type", "const", "enum", "required", "discriminator"]);

/** A bundle without annotations, which no validator looks at and Ajv's strict mode refuses. */
export function withoutAnnotations(bundle: unknown): Schema {
  // The bundles are written by the generator from linted schemas.
  return mapSchema(bundle as Schema, (schema) => {
    const kept = Object.entries(schema).filter(([key]) => !key.startsWith("x-") && !ANNOTATIONS.has(key));
    return Object.fromEntries(kept) as Schema;
  });
}

/**
 * The same schema with tagged unions as plain `anyOf`: for validators that do not know `discriminator` and would
 * try every branch of a `oneOf`. Tags differ, so that it judges alike.
 */
export function withoutDiscriminators(schema: Schema): Schema {
  return mapSchema(schema, ({ discriminator, oneOf, ...rest }) =>
    oneOf === undefined ? rest : { ...rest, anyOf: oneOf },
  );
}

/** Rewrites a schema and every schema inside it, from the inside out. */
function mapSchema(schema: Schema, rewrite: (schema: Schema) => Schema): Schema {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return typeof value === "object" && value !== null ? mapSchema(value as Schema, rewrite) : value;
  };
  const members = Object.entries(schema).map(([key, value]) => {
    if (PLAIN.has(key) || key.startsWith("x-") || ANNOTATIONS.has(key)) return [key, value];
    if (!MAPS.has(key)) return [key, inside(value)];
    return [key, Object.fromEntries(Object.entries(value).map(([name, s]) => [name, inside(s)]))];
  });
  return rewrite(Object.fromEntries(members) as Schema);
}
