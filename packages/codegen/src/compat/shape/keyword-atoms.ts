import { FORMATS, isFormatName } from "../../formats.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import {
  ANY,
  ANY_ATOMS,
  type ArrayAtom,
  type Atom,
  type AtomKind,
  type MemberRule,
  NONE,
  type Node,
  type NumberAtom,
  type ObjectAtom,
  type StringAtom,
} from "./atom.js";
import { canonicalText } from "./canonical-text.js";
import { tidyArray, tidyNumber, tidyObject, tidyString } from "./intersect.js";
import { limited } from "./limited.js";
import { rangeOfFormat } from "./number-format.js";
import type { Reading } from "./reading.js";
import { isStringFormat } from "./string-format.js";

/** The atoms that the keywords of single JSON types leave: one for each type that is allowed. */
export function keywordAtoms(reading: Reading): readonly Atom[] {
  const { schema } = reading;
  const type = "type" in schema ? schema["type"] : impliedType(reading);
  const types: readonly Json[] | undefined =
    type === undefined ? undefined : Array.isArray(type) ? type : [type];
  return ANY_ATOMS.flatMap((any): readonly Atom[] => {
    const integer = any.kind === "number" && types?.includes("number") === false && types.includes("integer");
    if (types !== undefined && !types.includes(any.kind) && !integer) return [];
    const atom = refine(any, reading, integer);
    return atom === undefined ? [] : withLimits(atom, reading);
  });
}

/** Validators with discriminators look at objects only, so a tagged union of our dialect is one. */
function impliedType({ schema, contracts }: Reading): Json | undefined {
  return contracts && "discriminator" in schema ? "object" : undefined;
}

/** Keywords that say something of a JSON type beyond the type. */
const KEYWORDS: Readonly<Record<AtomKind, readonly string[]>> = {
  null: [],
  boolean: [],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"],
  string: ["minLength", "maxLength", "pattern", "format"],
  array: ["items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems"],
  object: [
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "unevaluatedProperties",
    "x-exclusive",
    "x-requires",
  ],
};

function refine(atom: Atom, reading: Reading, integer: boolean): Atom | undefined {
  if (!integer && !KEYWORDS[atom.kind].some((keyword) => keyword in reading.schema)) return atom;
  if (atom.kind === "number") return number(atom, reading.schema, integer);
  if (atom.kind === "string") return string(atom, reading.schema);
  if (atom.kind === "array") return array(atom, reading);
  if (atom.kind === "object") return object(atom, reading);
  return atom;
}

function amount(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function number(any: NumberAtom, schema: JsonObject, integer: boolean): Atom | undefined {
  const range = typeof schema["format"] === "string" ? rangeOfFormat(schema["format"]) : undefined;
  const [low, high] = [amount(schema["exclusiveMinimum"]), amount(schema["exclusiveMaximum"])];
  const min = Math.max(amount(schema["minimum"]) ?? any.min, low ?? any.min, range?.[0] ?? any.min);
  const max = Math.min(amount(schema["maximum"]) ?? any.max, high ?? any.max, range?.[1] ?? any.max);
  const divisor = amount(schema["multipleOf"]);
  const whole = integer || range !== undefined || divisor === 1;
  const divisors = divisor === undefined || divisor === 1 ? [] : [divisor];
  return tidyNumber({
    ...any,
    min,
    max,
    minOpen: low === min,
    maxOpen: high === max,
    integer: whole,
    divisors,
  });
}

function string(any: StringAtom, schema: JsonObject): Atom | undefined {
  const { pattern, format } = schema;
  const patterns = [
    ...(typeof pattern === "string" && isRegular(pattern) ? [pattern] : []),
    ...(isFormatName(format) ? [FORMATS[format].pattern] : []),
  ];
  const formats =
    typeof format === "string" && !isFormatName(format) && isStringFormat(format) ? [format] : [];
  const minLength = amount(schema["minLength"]) ?? 0;
  const maxLength = amount(schema["maxLength"]) ?? any.maxLength;
  return tidyString({ ...any, patterns, formats, minLength, maxLength });
}

export function isRegular(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function array(any: ArrayAtom, { schema, inner }: Reading): Atom | undefined {
  const tuple = Array.isArray(schema["prefixItems"])
    ? "prefixItems"
    : Array.isArray(schema["items"])
      ? "items"
      : undefined;
  const list = tuple === undefined ? [] : schema[tuple];
  const prefix =
    Array.isArray(list) && tuple !== undefined ? list.map((_, i) => inner(tuple, String(i))) : [];
  const rest = tuple === "items" ? "additionalItems" : "items";
  const items = schema[rest] === undefined ? ANY : inner(rest);
  return tidyArray({
    ...any,
    prefix,
    items,
    min: amount(schema["minItems"]) ?? 0,
    max: amount(schema["maxItems"]) ?? any.max,
    unique: schema["uniqueItems"] === true,
  });
}

function object(any: ObjectAtom, reading: Reading): Atom | undefined {
  const { schema, inner, contracts, tolerant } = reading;
  const named = isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  const matched = isJsonObject(schema["patternProperties"]) ? Object.keys(schema["patternProperties"]) : [];
  const properties = new Map(named.map((name): [string, Node] => [name, inner("properties", name)]));
  const patterns = matched
    .filter(isRegular)
    .map((source) => ({ source, node: inner("patternProperties", source) }));
  const closed = schema["additionalProperties"] === false;
  const tolerated = contracts && closed && schema["x-unknown-keys"] !== "reject";
  const extra =
    "additionalProperties" in schema && !(tolerated && tolerant) ? inner("additionalProperties") : ANY;
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  return tidyObject({
    ...any,
    properties,
    patterns,
    extra: unevaluatedAloneClosed(schema) ? NONE : extra,
    required: new Set(required),
    names: "propertyNames" in schema ? inner("propertyNames") : undefined,
    min: amount(schema["minProperties"]) ?? 0,
    max: amount(schema["maxProperties"]) ?? any.max,
    rules: contracts ? memberRules(schema) : [],
    tolerated: tolerated && !tolerant,
  });
}

const APPLICATORS = ["allOf", "anyOf", "oneOf", "$ref", "if", "dependentSchemas", "dependencies", "not"];

/** `unevaluatedProperties: false` beside nothing that evaluates members elsewhere is a closed object. */
function unevaluatedAloneClosed(schema: JsonObject): boolean {
  const alone = !APPLICATORS.some((word) => word in schema) && !("additionalProperties" in schema);
  return schema["unevaluatedProperties"] === false && alone;
}

function memberRules(schema: JsonObject): readonly MemberRule[] {
  const exclusive: readonly Json[] = Array.isArray(schema["x-exclusive"]) ? schema["x-exclusive"] : [];
  const requires: readonly Json[] = Array.isArray(schema["x-requires"]) ? schema["x-requires"] : [];
  return [
    ...exclusive.flatMap((a, i) =>
      exclusive.slice(i + 1).map((b): MemberRule => ({ kind: "exclusive", names: [String(a), String(b)] })),
    ),
    ...requires.filter(isJsonObject).map((rule): MemberRule => {
      const { when, then, unless } = rule;
      const pair = { kind: "requires", when: String(when), then: String(then) } as const;
      return isJsonObject(unless) ? { ...pair, unless } : pair;
    }),
  ];
}

/** Keywords that are compared as text, with the JSON type that they speak of. */
const TEXT_KEYWORDS = [
  ["contains", "array", ["contains", "minContains", "maxContains"]],
  [
    "unevaluatedItems",
    "array",
    ["unevaluatedItems", "items", "prefixItems", "allOf", "anyOf", "oneOf", "$ref", "if", "then", "else"],
  ],
  [
    "unevaluatedProperties",
    "object",
    [
      "unevaluatedProperties",
      "properties",
      "patternProperties",
      "additionalProperties",
      "allOf",
      "anyOf",
      "oneOf",
      "$ref",
      "if",
      "then",
      "else",
      "dependentSchemas",
    ],
  ],
  ["dependencies", "object", ["dependencies"]],
  ["dependentRequired", "object", ["dependentRequired"]],
  ["dependentSchemas", "object", ["dependentSchemas"]],
] as const;

function withLimits(atom: Atom, reading: Reading): readonly Atom[] {
  const { schema } = reading;
  let atoms: readonly Atom[] = [atom];
  for (const [keyword, kind, words] of TEXT_KEYWORDS) {
    if (kind !== atom.kind || !(keyword in schema) || schema[keyword] === true) continue;
    if (keyword === "unevaluatedProperties" && unevaluatedAloneClosed(schema)) continue;
    const part = Object.fromEntries(
      Object.entries(schema).filter(([key]) => words.some((word) => word === key)),
    );
    atoms = limited(atoms, `${keyword}:${canonicalText(part, reading)}`);
  }
  const { pattern, patternProperties } = schema;
  if (atom.kind === "string" && typeof pattern === "string" && !isRegular(pattern))
    atoms = limited(atoms, `pattern:${pattern}`);
  if (atom.kind === "object" && isJsonObject(patternProperties)) {
    const odd = Object.keys(patternProperties).filter((source) => !isRegular(source));
    if (odd.length > 0)
      atoms = limited(atoms, `patternProperties:${canonicalText(patternProperties, reading)}`);
  }
  return atoms;
}
