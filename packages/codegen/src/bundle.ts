import { FORMATS, isFormatName } from "./formats.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";
import type { ContractModel, Model, TypeModel } from "./model.js";
import { resolveRef } from "./refs.js";
import { rewriteSchema, without } from "./rewrite.js";

/**
 * The self-contained schema of a contract (producer reading): every type that it reaches under
 * `definitions`, and what only our tools know written in standard keywords beside the annotation,
 * so that any draft-07 validator judges alike.
 */
export function bundleSchema(model: Model, contract: ContractModel): JsonObject {
  const names = reachableTypes(model, contract.type);
  const definitions = Object.fromEntries(
    names.map((name) => [name, definitionSchema(model, typeNamed(model, name))]),
  );
  const root = rootSchema(model, contract);
  return names.length === 0 ? root : { ...root, definitions };
}

/** The root of a bundle: the contract's own schema under the id of its bundle. */
export function rootSchema(model: Model, contract: ContractModel): JsonObject {
  const { $schema, $id, ...root } = ownSchema(model, contract.type);
  return { $schema, $id: String($id).replace("/schemas/", "/bundled/"), ...root } as JsonObject;
}

const definitionCache = new WeakMap<TypeModel, JsonObject>();

/** A type as a definition of a bundle. */
export function definitionSchema(model: Model, type: TypeModel): JsonObject {
  let schema = definitionCache.get(type);
  if (schema === undefined)
    definitionCache.set(type, (schema = without(ownSchema(model, type), "$schema", "$id", "title")));
  return schema;
}

/** The schema of one type alone, its references rewritten to `#/definitions/<Type>`. */
export function ownSchema(model: Model, type: TypeModel): JsonObject {
  const rename = (schema: JsonObject) => renameRef(schema, type.file, model);
  return rewriteSchema(without(type.schema, "definitions"), (schema) => standardForm(rename(schema)));
}

function renameRef(schema: JsonObject, file: string, model: Model): JsonObject {
  const ref = schema["$ref"];
  if (typeof ref !== "string") return schema;
  const target = resolveRef(ref, file);
  const name = target?.definition ?? model.rootOf.get(target?.file ?? "");
  return { $ref: `#/definitions/${name}` };
}

/** Writes our own keywords in standard ones: the format as a pattern, rules between members as choices. */
export function standardForm(schema: JsonObject): JsonObject {
  let out = schema;
  const format = schema["format"];
  if (isFormatName(format))
    out = { ...without(out, "format"), pattern: FORMATS[format].pattern, "x-format": format };
  // Ajv with discriminators on looks at objects only, so that a union without a type would let a string pass.
  if ("discriminator" in out) out = { ...out, type: "object" };
  const exclusive = schema["x-exclusive"];
  const requires = schema["x-requires"];
  const between = [
    ...(Array.isArray(exclusive) ? pairs(exclusive as readonly string[]).map(atMostOne) : []),
    ...(Array.isArray(requires) ? (requires as readonly JsonObject[]).map(neededBeside) : []),
  ];
  return between.length === 0 ? out : { ...out, allOf: between };
}

function atMostOne([a, b]: readonly [string, string]): JsonObject {
  return { anyOf: [a, b].map((name) => ({ type: "object", properties: { [name]: { type: "null" } } })) };
}

const NOT_NULL = { not: { type: "null" } };

function neededBeside({ when, then, unless }: JsonObject): JsonObject {
  const [exception] = isJsonObject(unless) ? Object.entries(unless) : [];
  const branch = (name: string, schema: JsonObject): JsonObject => ({
    type: "object",
    required: [name],
    properties: { [name]: schema },
  });
  return {
    anyOf: [
      { type: "object", properties: { [String(when)]: { type: "null" } } },
      branch(String(then), NOT_NULL),
      ...(exception === undefined ? [] : [branch(exception[0], { const: exception[1] })]),
    ],
  };
}

function pairs(names: readonly string[]): (readonly [string, string])[] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
}

/** Names of the types that a type refers to, directly or not, itself only when it recurs. Sorted. */
export function reachableTypes(model: Model, from: TypeModel): string[] {
  const found = new Set<string>();
  const visit = (type: TypeModel): void => {
    for (const name of refsIn(type, model)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(typeNamed(model, name));
    }
  };
  visit(from);
  return [...found].sort();
}

const refCache = new WeakMap<TypeModel, readonly string[]>();

/** Names of the types that a type refers to directly. */
export function refsIn(type: TypeModel, model: Model): readonly string[] {
  const known = refCache.get(type);
  if (known !== undefined) return known;
  const names = new Set<string>();
  rewriteSchema(without(type.schema, "definitions"), (schema) => {
    const name = renameRef(schema, type.file, model)["$ref"];
    if (typeof name === "string") names.add(name.slice("#/definitions/".length));
    return schema;
  });
  const sorted = [...names].sort();
  refCache.set(type, sorted);
  return sorted;
}

export function typeNamed(model: Model, name: string): TypeModel {
  const type = model.typeByName.get(name);
  if (type === undefined) throw new Error(`no type named ${name} in the model`);
  return type;
}

/** The same contract as a consumer reads it: unknown keys, tags and words pass, malformed known parts do not. */
export function consumerSchema(bundle: JsonObject): JsonObject {
  const definitions = isJsonObject(bundle["definitions"]) ? bundle["definitions"] : {};
  const open = rewriteSchema(bundle, (schema) => openUnion(openEnum(openObject(schema)), definitions));
  return { ...open, $id: String(bundle["$id"]).replace(/\.schema\.json$/, ".consumer.schema.json") };
}

function openObject(schema: JsonObject): JsonObject {
  const closed = schema["additionalProperties"] === false && schema["x-unknown-keys"] !== "reject";
  return closed ? { ...schema, additionalProperties: true } : schema;
}

function openEnum(schema: JsonObject): JsonObject {
  return schema["x-open"] === true && "enum" in schema ? without(schema, "enum") : schema;
}

function openUnion(schema: JsonObject, definitions: JsonObject): JsonObject {
  const { oneOf, discriminator } = schema;
  if (schema["x-open"] !== true || !Array.isArray(oneOf) || !isJsonObject(discriminator)) return schema;
  const tag = String(discriminator["propertyName"]);
  const known = oneOf.map((branch: Json) => tagValue(branch, tag, definitions));
  const unknown = {
    type: "object",
    required: [tag],
    properties: { [tag]: { type: "string", not: { enum: known } } },
  };
  return { ...without(schema, "oneOf", "discriminator"), anyOf: [...oneOf, unknown] };
}

function tagValue(branch: Json, tag: string, definitions: JsonObject): Json {
  const ref = isJsonObject(branch) ? branch["$ref"] : undefined;
  const target = typeof ref === "string" ? definitions[ref.slice("#/definitions/".length)] : branch;
  const properties = isJsonObject(target) ? target["properties"] : undefined;
  const property = isJsonObject(properties) ? properties[tag] : undefined;
  return isJsonObject(property) ? (property["const"] ?? null) : null;
}
