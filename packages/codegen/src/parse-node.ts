import { isJsonObject, type Json, type JsonObject, pointerSegment } from "./json.js";
import type { Node, ObjectNode, PrivacyClass, Property, Requirement } from "./model.js";
import { parseNotes } from "./parse-notes.js";
import { parseConst, parseEnum, parseNumber, parseString } from "./parse-scalar.js";
import type { Report } from "./problem.js";
import { rejectKeywords } from "./reject-keywords.js";
import { listIn, orNull, typesOf } from "./schema-types.js";

/** What the parser needs to know of the world: how to name a reference, and where to complain. */
export interface ParseContext {
  readonly report: Report;
  /** Name of the type that a `$ref` leads to; undefined when there is none. */
  typeOf(ref: string): string | undefined;
}

/** The forms of the subset, told apart by the keywords that are present. First match wins. */
const FORMS: readonly (readonly [
  name: string,
  allowed: readonly string[],
  matches: (s: JsonObject) => boolean,
  parse: Parser,
])[] = [
  ["reference", ["$ref"], (s) => "$ref" in s, parseRef],
  ["described reference", ["allOf"], (s) => "allOf" in s, parseAllOf],
  ["tagged union", ["oneOf", "discriminator", "x-open"], (s) => "oneOf" in s, parseTagged],
  ["union", ["anyOf"], (s) => "anyOf" in s, parseUnion],
  ["constant", ["const"], (s) => "const" in s, parseConst],
  ["enumeration", ["type", "enum", "x-open"], (s) => "enum" in s, parseEnum],
  ["typed value", ["type"], (s) => "type" in s, parseTyped],
  ["any value", [], () => true, () => ({ kind: "any" })],
];

type Parser = (schema: JsonObject, at: string, context: ParseContext) => Node;

/** Reads one schema of the subset into a node. Everything outside the subset is reported and read as `any`. */
export function parseNode(schema: Json | undefined, at: string, context: ParseContext): Node {
  if (!isJsonObject(schema)) {
    context.report(
      at,
      "schema-form",
      "a schema must be an object",
      'write the schema as an object, for example { "type": "string" }',
    );
    return { kind: "any" };
  }
  for (const [name, allowed, matches, parse] of FORMS) {
    if (!matches(schema)) continue;
    if (name !== "typed value") rejectKeywords(schema, at, name, allowed, context);
    return parse(schema, at, context);
  }
  return { kind: "any" };
}

function parseRef(schema: JsonObject, at: string, { report, typeOf }: ParseContext): Node {
  const ref = schema["$ref"];
  const type = typeof ref === "string" ? typeOf(ref) : undefined;
  if (type !== undefined) return { kind: "ref", type };
  report(
    `${at}/$ref`,
    "reference",
    "the reference leads nowhere",
    'refer to "#/definitions/Name" or to a schema file by its relative path, optionally followed by "#/definitions/Name"',
  );
  return { kind: "any" };
}

function parseAllOf(schema: JsonObject, at: string, context: ParseContext): Node {
  const [only, ...more] = listIn(schema["allOf"]);
  if (more.length === 0 && isJsonObject(only) && "$ref" in only)
    return parseNode(only, `${at}/allOf/0`, context);
  context.report(
    `${at}/allOf`,
    "portable-subset",
    "allOf may hold exactly one $ref",
    "list the properties of the object itself instead of composing it",
  );
  return { kind: "any" };
}

function parseTagged(schema: JsonObject, at: string, context: ParseContext): Node {
  const discriminator = schema["discriminator"];
  const tag = isJsonObject(discriminator) ? discriminator["propertyName"] : undefined;
  if (typeof tag !== "string") {
    context.report(
      at,
      "tagged-union",
      "oneOf needs a discriminator",
      'add "discriminator": { "propertyName": … }, or use anyOf for a union by JSON type',
    );
    return { kind: "any" };
  }
  const branches = listIn(schema["oneOf"]).map((branch, i) => ({
    value: "",
    node: parseNode(branch, `${at}/oneOf/${i}`, context),
  }));
  return { kind: "tagged", tag, branches, open: schema["x-open"] === true };
}

function parseUnion(schema: JsonObject, at: string, context: ParseContext): Node {
  const schemas = listIn(schema["anyOf"]);
  const branches = schemas.map((branch, i) => parseNode(branch, `${at}/anyOf/${i}`, context));
  const branchNotes = branches.map((node, i) =>
    parseNotes(schemas[i], node, `${at}/anyOf/${i}`, context.report, "item"),
  );
  if (branches.length < 2)
    context.report(
      `${at}/anyOf`,
      "portable-subset",
      "a union needs at least two branches",
      "write the only branch itself",
    );
  return { kind: "union", by: "type", branches, branchNotes };
}

type TypedForm = readonly [allowed: readonly string[], parse: Parser];
const TYPED: Readonly<Record<string, TypedForm>> = {
  string: [["minLength", "pattern", "format"], parseString],
  integer: [["minimum", "maximum"], parseNumber],
  number: [["minimum", "maximum"], parseNumber],
  boolean: [[], () => ({ kind: "boolean" })],
  array: [["items", "minItems", "maxItems"], parseArray],
  object: [
    [
      "properties",
      "required",
      "additionalProperties",
      "minProperties",
      "maxProperties",
      "x-unknown-keys",
      "x-exclusive",
      "x-requires",
      "x-key-privacy",
    ],
    parseObject,
  ],
};

function parseTyped(schema: JsonObject, at: string, context: ParseContext): Node {
  const types = typesOf(schema);
  const [type, ...more] = types.filter((t) => t !== "null");
  if (type === undefined) return { kind: "null" };
  const form = TYPED[type];
  if (form === undefined || more.length > 0) {
    context.report(
      `${at}/type`,
      "portable-subset",
      "a value has one JSON type, and null at most beside it",
      "use anyOf for a union by JSON type",
    );
    return { kind: "any" };
  }
  rejectKeywords(schema, at, type, ["type", ...form[0]], context);
  return orNull(form[1](schema, at, context), types.includes("null"));
}

function parseArray(schema: JsonObject, at: string, context: ParseContext): Node {
  if (!isJsonObject(schema["items"]))
    context.report(at, "array-items", "an array needs one schema for its items", 'add "items": { … }');
  const items = parseNode(schema["items"] ?? {}, `${at}/items`, context);
  return {
    kind: "array",
    items,
    itemNotes: parseNotes(schema["items"], items, `${at}/items`, context.report, "item"),
    ...limits(schema, "minItems", "maxItems"),
  };
}

function parseObject(schema: JsonObject, at: string, context: ParseContext): ObjectNode {
  const { report } = context;
  const required = listIn(schema["required"]);
  const entries = isJsonObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const properties = entries.map(([name, value]): Property => {
    const place = `${at}/properties/${pointerSegment(name)}`;
    if (name in {})
      report(
        place,
        "property-name",
        "a property may not be named like a member of Object.prototype",
        "choose another name or model it as a map",
      );
    const node = parseNode(value, place, context);
    return {
      name,
      required: required.includes(name),
      node,
      notes: parseNotes(value, node, place, report, "property"),
    };
  });
  for (const name of required) {
    if (!properties.some((p) => p.name === name))
      report(
        `${at}/required`,
        "required-known",
        "a required name is not among the properties",
        "add it to properties or remove it from required",
      );
  }
  const exclusive = listIn(schema["x-exclusive"]).filter((name): name is string => typeof name === "string");
  if (exclusive.length === 1 || exclusive.some((name) => !properties.some((p) => p.name === name))) {
    report(
      `${at}/x-exclusive`,
      "exclusive",
      "x-exclusive lists at least two of the object's own properties",
      "name properties of this object",
    );
  }
  return {
    kind: "object",
    properties,
    extra: parseExtra(schema, at, context),
    rejectUnknown: schema["x-unknown-keys"] === "reject",
    exclusive,
    requires: parseRequires(schema["x-requires"], properties, `${at}/x-requires`, report),
    ...limits(schema, "minProperties", "maxProperties"),
  };
}

function parseRequires(
  json: Json | undefined,
  properties: readonly Property[],
  at: string,
  report: Report,
): Requirement[] {
  const known = (name: Json | undefined): name is string => properties.some((p) => p.name === name);
  return listIn(json).flatMap((rule, i): Requirement[] => {
    const { when, then, unless } = isJsonObject(rule) ? rule : {};
    const [exception, ...more] = isJsonObject(unless) ? Object.entries(unless) : [];
    const value = exception?.[1];
    if (known(when) && known(then) && more.length === 0) {
      if (unless === undefined) return [{ when, then }];
      if (known(exception?.[0]) && (typeof value === "string" || typeof value === "boolean"))
        return [{ when, then, unless: { name: exception[0], value } }];
    }
    report(
      `${at}/${i}`,
      "requires",
      "a requirement names properties of this object",
      'write { "when": …, "then": …, "unless": { …: … } } with its own property names',
    );
    return [];
  });
}

function parseExtra(schema: JsonObject, at: string, context: ParseContext): ObjectNode["extra"] {
  const extra = schema["additionalProperties"];
  if (extra === false) return "none";
  if (extra === true) return "any";
  if (!isJsonObject(extra)) {
    context.report(
      at,
      "closed-objects",
      "an object says whether it is closed",
      'add "additionalProperties": false (closed), true (open), or a schema (a map)',
    );
    return "none";
  }
  const place = `${at}/additionalProperties`;
  const node = parseNode(extra, place, context);
  const keyPrivacy = schema["x-key-privacy"];
  if (typeof keyPrivacy !== "string")
    context.report(at, "key-privacy", "a map says how sensitive its keys are", 'add "x-key-privacy"');
  return {
    node,
    notes: parseNotes(extra, node, place, context.report, "item"),
    keyPrivacy: (keyPrivacy as PrivacyClass | undefined) ?? "sensitive",
  };
}

function limits<Min extends string, Max extends string>(
  schema: JsonObject,
  min: Min,
  max: Max,
): { [K in Min | Max]?: number } {
  const out: { [K in Min | Max]?: number } = {};
  for (const key of [min, max] as const) {
    const value = schema[key];
    if (typeof value === "number") out[key] = value;
  }
  return out;
}
