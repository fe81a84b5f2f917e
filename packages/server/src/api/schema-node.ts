/** The parts of a JSON Schema that documentation needs, read once from the bundled text. */
export interface SchemaNode {
  readonly description: string | undefined;
  readonly types: readonly string[];
  readonly words: readonly string[];
  readonly constant: unknown;
  readonly unit: string | undefined;
  readonly privacy: string | undefined;
  readonly nullMeans: string | undefined;
  readonly rules: readonly string[];
  readonly reference: string | undefined;
  readonly required: readonly string[];
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly items: SchemaNode | undefined;
  /** Schema of the values of an open map. */
  readonly mapOf: SchemaNode | undefined;
  readonly allOf: readonly SchemaNode[];
  readonly anyOf: readonly SchemaNode[];
  readonly oneOf: readonly SchemaNode[];
  /** Member that tells the branches of a union apart. */
  readonly tag: string | undefined;
}

/** Reads a schema of the dialect that schemas/README.md describes; what it does not know it leaves out. */
export function schemaNode(schema: unknown): SchemaNode {
  const read = isRecord(schema) ? schema : {};
  const nodes = (value: unknown) => (Array.isArray(value) ? value.map(schemaNode) : []);
  const optional = (value: unknown) => (isRecord(value) ? schemaNode(value) : undefined);
  const discriminator = read["discriminator"];
  return {
    description: text(read["description"]),
    types: texts(read["type"]),
    words: texts(read["enum"]),
    constant: read["const"],
    unit: text(read["x-unit"]),
    privacy: text(read["x-privacy"]),
    nullMeans: text(read["x-null"]),
    rules: texts(read["x-rules"]),
    reference: text(read["$ref"])?.replace("#/definitions/", ""),
    required: texts(read["required"]),
    properties: nodesByName(read["properties"]),
    items: optional(read["items"]),
    mapOf: optional(read["additionalProperties"]),
    allOf: nodes(read["allOf"]),
    anyOf: nodes(read["anyOf"]),
    oneOf: nodes(read["oneOf"]),
    tag: isRecord(discriminator) ? text(discriminator["propertyName"]) : undefined,
  };
}

export function definitionsOf(schema: unknown): ReadonlyMap<string, SchemaNode> {
  return nodesByName(isRecord(schema) ? schema["definitions"] : undefined);
}

/** The type of a field in words: `string or null`, `one of "read", "write"`, `list`, `object`. */
export function typeInWords(node: SchemaNode): string {
  if (node.constant !== undefined) return JSON.stringify(node.constant);
  if (node.words.length > 0) {
    const words = node.words.map((word) => `"${word}"`).join(", ");
    const plain = node.words.length === 1 ? words : `one of ${words}`;
    return node.types.includes("null") ? `${plain}, or null` : plain;
  }
  if (node.types.length > 0) return node.types.map((type) => (type === "array" ? "list" : type)).join(" or ");
  return [...new Set(node.anyOf.map(typeInWords))].join(" or ") || "object";
}

function nodesByName(value: unknown): ReadonlyMap<string, SchemaNode> {
  return new Map(
    isRecord(value) ? Object.entries(value).map(([name, node]) => [name, schemaNode(node)] as const) : [],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((each): each is string => typeof each === "string");
}
