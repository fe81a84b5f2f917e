import { isJsonObject, type Json, type JsonObject, pointerSegment } from "../json.js";

/** A file that holds a JSON Schema. */
export interface SchemaDocument {
  readonly file: string;
  readonly json: JsonObject;
  /** Every schema in it, the root first, in the order of the text. */
  readonly schemas: readonly SchemaPlace[];
}

/** A schema inside a document. */
export interface SchemaPlace {
  readonly schema: JsonObject;
  /** JSON Pointer to it. */
  readonly pointer: string;
  readonly role: "root" | "property" | "definition" | "item" | "value" | "branch" | "other";
  /** Name of a property or definition. */
  readonly name?: string;
}

type Role = SchemaPlace["role"];

/** Keywords that hold a schema, a list of them, or schemas by name; of all drafts from 4 on. */
const ONE: ReadonlyMap<string, Role> = new Map<string, Role>(
  Object.entries({
    items: "item",
    additionalItems: "item",
    unevaluatedItems: "item",
    contains: "other",
    additionalProperties: "value",
    unevaluatedProperties: "value",
    propertyNames: "other",
    not: "other",
    if: "other",
    then: "other",
    else: "other",
  }),
);
const LIST: ReadonlyMap<string, Role> = new Map<string, Role>(
  Object.entries({
    allOf: "branch",
    anyOf: "branch",
    oneOf: "branch",
    items: "item",
    prefixItems: "item",
  }),
);
const NAMED: ReadonlyMap<string, Role> = new Map<string, Role>(
  Object.entries({
    properties: "property",
    patternProperties: "value",
    definitions: "definition",
    $defs: "definition",
    dependentSchemas: "other",
  }),
);

const documents = new WeakMap<JsonObject, SchemaDocument>();

/** Several steps of a run ask for the document of a file; it is taken apart for the first one. */
export function schemaDocument(file: string, json: JsonObject): SchemaDocument {
  const known = documents.get(json);
  if (known?.file === file) return known;
  const document = { file, json, schemas: schemasIn(json) };
  documents.set(json, document);
  return document;
}

/** Whether a JSON document is meant to be a schema. */
export function looksLikeSchema(json: Json): json is JsonObject {
  const keywords = [
    "$schema",
    "$ref",
    "$defs",
    "definitions",
    "properties",
    "oneOf",
    "anyOf",
    "allOf",
    "enum",
  ];
  return isJsonObject(json) && keywords.some((keyword) => keyword in json);
}

function schemasIn(root: JsonObject): SchemaPlace[] {
  const found: SchemaPlace[] = [];
  const visit = (schema: Json, pointer: string, role: Role, name?: string): void => {
    if (!isJsonObject(schema)) return;
    found.push({ schema, pointer, role, ...(name === undefined ? {} : { name }) });
    for (const keyword in schema) {
      const value = schema[keyword];
      if (typeof value !== "object" || value === null) continue;
      // The keywords that are looked for need no escape.
      const at = `${pointer}/${keyword}`;
      const one = ONE.get(keyword);
      const list = LIST.get(keyword);
      const named = NAMED.get(keyword);
      if (Array.isArray(value) && list !== undefined)
        value.forEach((each: Json, i) => void visit(each, `${at}/${i}`, list));
      else if (isJsonObject(value) && one !== undefined) visit(value, at, one);
      else if (isJsonObject(value) && named !== undefined)
        for (const key in value) visit(value[key] as Json, `${at}/${pointerSegment(key)}`, named, key);
    }
  };
  visit(root, "", "root");
  return found;
}
