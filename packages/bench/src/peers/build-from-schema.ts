import type { Schema } from "../schema.js";

/** How a library with builders of its own says what the portable subset says. */
export interface Builder<T> {
  readonly any: () => T;
  readonly nothing: () => T;
  readonly boolean: () => T;
  readonly string: (limits: { readonly nonEmpty: boolean; readonly pattern?: string | undefined }) => T;
  readonly number: (limits: {
    readonly integer: boolean;
    readonly minimum: number;
    readonly maximum: number;
  }) => T;
  readonly literal: (value: string | number | boolean) => T;
  readonly words: (words: readonly string[]) => T;
  readonly array: (items: T, limits: { readonly minimum: number; readonly maximum: number }) => T;
  readonly object: (form: ObjectForm<T>) => T;
  readonly tagged: (tag: string, branches: readonly T[]) => T;
  readonly nullable: (inner: T) => T;
  readonly union: (branches: readonly T[]) => T;
}

export interface ObjectForm<T> {
  readonly members: readonly { readonly name: string; readonly required: boolean; readonly type: T }[];
  /** What else it may hold: nothing, anything, or values of one type. */
  readonly extra: "none" | "any" | { readonly type: T };
  readonly minimum: number;
  readonly maximum: number;
  /** Pairs of members of which one must be absent or null. */
  readonly exclusive: readonly (readonly [string, string])[];
}

/** Says a bundled schema with a library's builders; each definition is built once. */
export function buildFromSchema<T>(root: Schema, builder: Builder<T>): T {
  const built = new Map<string, T>();
  const definition = (name: string): T => {
    const known = built.get(name);
    if (known !== undefined) return known;
    const schema = root.definitions?.[name];
    if (schema === undefined) throw new Error(`the bundle has no definition ${name}`);
    const type = build(schema);
    built.set(name, type);
    return type;
  };
  const build = (schema: Schema): T => {
    const { $ref, allOf, anyOf, oneOf, discriminator, type } = schema;
    if ($ref !== undefined) return definition($ref.slice("#/definitions/".length));
    if (oneOf !== undefined) return builder.tagged(discriminator?.propertyName ?? "", oneOf.map(build));
    if (anyOf !== undefined) return orNull(anyOf.map((s) => (s.type === "null" ? undefined : build(s))));
    if (allOf?.[0]?.$ref !== undefined) return build(allOf[0]);
    if (schema.const !== undefined) return builder.literal(schema.const);
    if (type === undefined) return builder.any();
    const types = typeof type === "string" ? [type] : type;
    return orNull(types.map((each) => (each === "null" ? undefined : ofType(each, schema))));
  };
  const orNull = (branches: readonly (T | undefined)[]): T => {
    const others = branches.filter((branch) => branch !== undefined);
    const [only = builder.nothing()] = others;
    const type = others.length <= 1 ? only : builder.union(others);
    return others.length === branches.length || others.length === 0 ? type : builder.nullable(type);
  };
  const ofType = (type: string, schema: Schema): T => {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    switch (type) {
      case "string":
        if (schema.enum !== undefined) return builder.words(schema.enum.filter((word) => word !== null));
        return builder.string({ nonEmpty: (schema.minLength ?? 0) > 0, pattern: schema.pattern });
      case "integer":
      case "number":
        return builder.number({ integer: type === "integer", minimum, maximum });
      case "boolean":
        return builder.boolean();
      case "array":
        return builder.array(build(schema.items ?? {}), {
          minimum: schema.minItems ?? 0,
          maximum: schema.maxItems ?? Infinity,
        });
      case "object":
        return builder.object(objectForm(schema));
      default:
        throw new Error(`the subset has no type ${type}`);
    }
  };
  const objectForm = (schema: Schema): ObjectForm<T> => {
    const { properties = {}, required = [], additionalProperties: extra = true, allOf = [] } = schema;
    return {
      members: Object.entries(properties).map(([name, member]) => ({
        name,
        required: required.includes(name),
        type: build(member),
      })),
      extra: extra === false ? "none" : extra === true ? "any" : { type: build(extra) },
      minimum: schema.minProperties ?? 0,
      maximum: schema.maxProperties ?? Infinity,
      exclusive: allOf.map(exclusivePair),
    };
  };
  return build(root);
}

/** The bundles write exclusive members as a choice of which of them is null. */
function exclusivePair({ anyOf = [] }: Schema): readonly [string, string] {
  const [a, b] = anyOf.flatMap(({ properties = {} }) => Object.keys(properties));
  if (a === undefined || b === undefined)
    throw new Error("an allOf of an object holds pairs of exclusive members");
  return [a, b];
}
