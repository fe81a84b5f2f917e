import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
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
 * Ajv over one side, as written or as tolerant readers read it. Schemas are compiled when they are first asked for
 * and share what they refer to.
 */
export function createJudge(set: SchemaSet, tolerant: boolean): Judge {
  // Made when it is first needed: most contracts do not change.
  let made: Ajv | undefined;
  const validator = () => (made ??= createValidator(set));
  const names = new Map<string, string>();
  const compiled = new Map<string, ValidateFunction | undefined>();
  const addresses: Location[] = [];
  const isEndless = createEndless(set);

  const nameOf = (location: Location): string => {
    const key = `${location.file}#${location.pointer}`;
    let name = names.get(key);
    if (name === undefined) {
      names.set(key, (name = `s${names.size}`));
      addresses.push(location);
    }
    return name;
  };
  let added = 0;
  /** Adds what has been referred to; a schema that cannot be judged is left out, so that what refers to it fails. */
  const addAll = (): void => {
    for (; added < addresses.length; added += 1) {
      const location = addresses[added];
      if (location === undefined || isEndless(location)) continue;
      validator().addSchema(
        portable(set.at(location) ?? true, { set, location, nameOf, tolerant }),
        nameOf(location),
      );
    }
  };
  const compile = (location: Location): ValidateFunction | undefined => {
    const name = nameOf(location);
    addAll();
    try {
      return validator().getSchema(name);
    } catch {
      return undefined;
    }
  };

  return (location, value) => {
    const key = `${location.file}#${location.pointer}`;
    if (!compiled.has(key)) compiled.set(key, compile(location));
    const validate = compiled.get(key);
    if (validate === undefined) return undefined;
    const accepted = run(validate, value);
    if (accepted === undefined) return undefined;
    if (accepted) return { accepted };
    const refusals = (validate.errors ?? []).map(({ instancePath, keyword }) => ({
      path: instancePath,
      keyword,
    }));
    return { accepted: false, refusals: distinct(refusals) };
  };
}

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

function createValidator(set: SchemaSet): Ajv {
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
    if (key === "$ref") out[key] = reference(String(inner), around);
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
  // What leads out of the set is unknown here: the validator does not compile and nothing is claimed.
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
