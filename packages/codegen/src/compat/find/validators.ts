import { Ajv, type AnySchemaObject, type SchemaValidateFunction, type ValidateFunction } from "ajv";
import ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { standardForm } from "../../bundle.js";
import { FORMATS } from "../../formats.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { below, type Location, type SchemaSet } from "../schema-set.js";
import { NUMBER_FORMATS, rangeOfFormat } from "../shape/number-format.js";
import { createEndless } from "./endless.js";

/** What a validator says of a value: accepted, or where and by which keyword it is refused. */
export type Judgement =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly refusals: readonly Refusal[] };
export interface Refusal {
  /** JSON Pointer into the value. */
  readonly path: string;
  readonly keyword: string;
}

/** Judges a value by the schema at a place; undefined when the schema does not compile. */
export type Judge = (location: Location, value: Json) => Judgement | undefined;

/**
 * Ajv over one side, as written or as tolerant readers read it. Each schema is compiled when a value first gets there.
 */
export function createJudge(set: SchemaSet, tolerant: boolean): Judge {
  // Made when it is first needed: most contracts do not change.
  let made: Ajv | undefined;
  const names = new Map<string, Location>();
  const compiled = new Map<string, ValidateFunction | undefined>();
  const isEndless = createEndless(set);

  const nameOf = (location: Location): string => {
    const name = `${location.file}#${location.pointer}`;
    names.set(name, location);
    return name;
  };
  const validatorOf = (name: string): ValidateFunction | undefined => {
    if (!compiled.has(name)) compiled.set(name, compile(name));
    return compiled.get(name);
  };
  const compile = (name: string): ValidateFunction | undefined => {
    const location = names.get(name);
    if (location === undefined || isEndless(location)) return undefined;
    made ??= createValidator(set, validatorOf);
    try {
      const schema = portable(set.at(location) ?? true, { set, location, nameOf, tolerant });
      return looksThrough(schema) ? undefined : made.compile(schema);
    } catch {
      return undefined;
    }
  };

  return (location, value) => {
    const validate = validatorOf(nameOf(location));
    const accepted = validate && run(validate, value);
    if (validate === undefined || accepted === undefined) return undefined;
    if (accepted) return { accepted };
    const refusals = (validate.errors ?? []).map(({ instancePath, keyword }) => ({
      path: instancePath,
      keyword,
    }));
    return { accepted: false, refusals: distinct(refusals) };
  };
}

/** What a reference has evaluated is not seen from outside: a rule that asks for it cannot be judged. */
function looksThrough(schema: AnySchemaObject | boolean): boolean {
  const text = JSON.stringify(schema);
  return text.includes('"unevaluated') && text.includes(`"${LAZY}"`);
}

/** The keyword in place of `$ref`: what is referred to is compiled when a value gets there, for payloads are small. */
const LAZY = "referred";

/** A schema that is defined by nothing but itself has no answer. */
function run(validate: ValidateFunction, value: Json): boolean | undefined {
  try {
    return validate(value);
  } catch {
    return undefined;
  }
}

function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((r) => [`${r.path} ${r.keyword}`, r])).values()].slice(0, 20);
}

function createValidator(set: SchemaSet, validatorOf: (name: string) => ValidateFunction | undefined): Ajv {
  const newer = [...set.documents.values()].some(
    (document) => isJsonObject(document) && /20(19-09|20-12)/.test(String(document["$schema"] ?? "")),
  );
  const Validator = newer ? ajv2020.default : Ajv;
  const ajv = new Validator({
    strict: false,
    allErrors: true,
    validateSchema: false,
    meta: false,
    inlineRefs: false,
    ownProperties: true,
    addUsedSchema: false,
    logger: false,
    // Each validator judges a few values only: compiling costs more than running.
    code: { optimize: false },
  });
  ajv.addKeyword({
    keyword: LAZY,
    schemaType: "string",
    errors: "full",
    validate: createReferred(validatorOf),
  });
  addFormats.default(ajv);
  for (const name of NUMBER_FORMATS) {
    const [min = 0, max = 0] = rangeOfFormat(name) ?? [];
    ajv.addFormat(name, {
      type: "number",
      validate: (n: number) => Number.isInteger(n) && n >= min && n <= max,
    });
  }
  for (const [name, { pattern }] of Object.entries(FORMATS)) ajv.addFormat(name, new RegExp(pattern, "u"));
  return ajv;
}

/** Judges by a schema that is referred to; its errors get the place where the value lies. */
function createReferred(validatorOf: (name: string) => ValidateFunction | undefined): SchemaValidateFunction {
  const referred: SchemaValidateFunction = (name: string, value: unknown, _, place) => {
    const validate = validatorOf(name);
    if (validate === undefined) throw new Error("a schema that cannot be judged by");
    if (validate(value) === true) return true;
    const above = place?.instancePath ?? "";
    referred.errors = (validate.errors ?? []).map((error) => ({
      ...error,
      instancePath: above + error.instancePath,
    }));
    return false;
  };
  return referred;
}

interface Around {
  readonly set: SchemaSet;
  readonly location: Location;
  readonly nameOf: (location: Location) => string;
  readonly tolerant: boolean;
}

const DATA = new Set(["const", "enum", "examples", "default", "required"]);
const DROPPED = new Set([
  "$id",
  "$schema",
  "$anchor",
  "definitions",
  "$defs",
  "discriminator",
  "examples",
  "description",
  "title",
  "$comment",
  "default",
]);

/** A schema whose references are names of schemas in the validator, without what validates nothing. */
function portable(schema: Json, around: Around): AnySchemaObject | boolean {
  const out = rewrite(schema, around);
  // The root is an object or a boolean: anything else is no schema and accepts everything.
  return isJsonObject(out) ? { ...out } : out !== false;
}

function rewrite(value: Json, around: Around): Json {
  const { location } = around;
  if (Array.isArray(value))
    return value.map((item: Json, i) => rewrite(item, { ...around, location: below(location, String(i)) }));
  if (!isJsonObject(value)) return value;
  const schema = around.set.dialect === "contracts" ? inReading(value, around) : value;
  const out: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(schema)) {
    if (DROPPED.has(key) || key.startsWith("x-")) continue;
    if (key === "$ref") out[LAZY] = reference(String(inner), around);
    else if (DATA.has(key)) out[key] = inner;
    else if (NAMED.has(key) && isJsonObject(inner))
      out[key] = named(inner, { ...around, location: below(location, key) });
    else if (SCHEMAS.has(key)) out[key] = rewrite(inner, { ...around, location: below(location, key) });
    else out[key] = inner;
  }
  return out;
}

const NAMED = new Set(["properties", "patternProperties", "dependentSchemas", "dependencies"]);
const SCHEMAS = new Set([
  "items",
  "prefixItems",
  "additionalItems",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "propertyNames",
  "contains",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
]);

function named(schemas: JsonObject, around: Around): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      rewrite(schema, { ...around, location: below(around.location, name) }),
    ]),
  );
}

function reference(ref: string, { set, location, nameOf }: Around): string {
  const target = set.resolve(ref, location);
  // What leads out of the set is unknown here: who gets there is not judged, and nothing is claimed.
  return target === undefined ? `unresolved:${ref}` : nameOf(target);
}

/** Our own keywords in standard ones, and the openings of tolerant readers. */
function inReading(schema: JsonObject, { tolerant, set, location }: Around): JsonObject {
  const standard =
    "x-exclusive" in schema || "x-requires" in schema
      ? standardForm(without(schema, "allOf"))
      : standardForm(schema);
  if (!tolerant) return standard;
  const open = standard["x-open"] === true;
  const words = open && "enum" in standard ? without(standard, "enum") : standard;
  const closed = words["additionalProperties"] === false && words["x-unknown-keys"] !== "reject";
  const opened = closed ? { ...words, additionalProperties: true } : words;
  return open ? openTags(opened, { set, location }) : opened;
}

/** An object whose tag is not listed passes. */
function openTags(schema: JsonObject, { set, location }: Pick<Around, "set" | "location">): JsonObject {
  const { oneOf, discriminator } = schema;
  if (!Array.isArray(oneOf) || !isJsonObject(discriminator)) return schema;
  const tag = String(discriminator["propertyName"]);
  const known = oneOf.flatMap((branch: Json, i) =>
    tagValue(branch, tag, { set, location: below(location, "oneOf", String(i)) }),
  );
  const unknown = {
    type: "object",
    required: [tag],
    properties: { [tag]: { type: "string", not: { enum: known } } },
  };
  return { ...without(schema, "oneOf"), anyOf: [...oneOf, unknown] };
}

function tagValue(branch: Json, tag: string, from: Pick<Around, "set" | "location">): readonly Json[] {
  if (!isJsonObject(branch)) return [];
  if (typeof branch["$ref"] === "string") {
    const location = from.set.resolve(branch["$ref"], from.location);
    const target = location && from.set.at(location);
    return target === undefined || location === undefined
      ? []
      : tagValue(target, tag, { set: from.set, location });
  }
  const { properties } = branch;
  const member = isJsonObject(properties) ? properties[tag] : undefined;
  if (!isJsonObject(member)) return [];
  if (Array.isArray(member["enum"])) return member["enum"];
  return member["const"] === undefined ? [] : [member["const"]];
}

function without(schema: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== name));
}
