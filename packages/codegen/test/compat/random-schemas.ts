import type { Json, JsonObject } from "../../src/json.js";

/** A source of numbers from 0 to 1 that a seed decides (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;

const pick = <T>(random: Random, all: readonly [T, ...T[]]): T =>
  all[Math.floor(random() * all.length)] ?? all[0];
const maybe = (random: Random, share: number, part: () => JsonObject): JsonObject =>
  random() < share ? part() : {};
const int = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from + 1));

const NAMES = ["a", "b", "c", "kind"] as const;
const WORDS = ["x", "y", "z", "a", ""] as const;
const PATTERNS = ["^x", "x$", "^[a-z]+$", "^[a-z]{2,}$", "a|b", "^x.*y$", "\\d"] as const;

/** A random schema of the subset, with definitions that may recur. */
export function randomSchema(random: Random): JsonObject {
  // Definitions refer to each other only inside values: a schema that is nothing but itself has no meaning.
  const definitions = { D: object(random, 2), E: pick(random, [...SCALARS, object])(random, 1) };
  return { ...schema(random, 3), definitions };
}

function part(random: Random, depth: number): Json {
  return random() < 0.04 ? random() < 0.7 : schema(random, depth);
}

type Maker = (random: Random, depth: number) => JsonObject;

const SCALARS: readonly [Maker, ...Maker[]] = [
  () => ({ type: "null" }),
  () => ({ type: "boolean" }),
  (random) => ({ type: pick(random, ["integer", "number"]), ...numberRules(random) }),
  (random) => ({ type: "string", ...textRules(random) }),
  (random) => ({ type: "string", enum: some(random, WORDS, 1) }),
  (random) => ({ enum: some(random, [null, true, 0, 1, 1.5, "x", "y"], 1) }),
  (random) => ({ const: pick<Json>(random, ["x", "y", 1, null, { a: 1 }, ["x"]]) }),
  (random) => ({ type: ["string", pick(random, ["null", "integer"])], ...textRules(random) }),
  () => ({}),
];

const COMPOUND: readonly [Maker, ...Maker[]] = [
  (random, depth) => object(random, depth),
  (random, depth) => object(random, depth),
  (random, depth) => ({ type: "array", items: part(random, depth - 1), ...arrayRules(random) }),
  (random, depth) => ({
    type: "array",
    items: [part(random, depth - 1), part(random, depth - 1)],
    additionalItems: part(random, depth - 1),
    ...arrayRules(random),
  }),
  (random, depth) => tagged(random, depth),
  (random, depth) => ({
    [pick(random, ["anyOf", "oneOf"])]: [part(random, depth - 1), part(random, depth - 1)],
  }),
  (random, depth) => ({ allOf: [part(random, depth - 1), part(random, depth - 1)] }),
  () => ({ $ref: "#/definitions/D" }),
  () => ({ $ref: "#/definitions/E" }),
  (random, depth) => ({
    ...schema(random, 0),
    not: pick<Json>(random, [
      { type: "null" },
      { enum: ["x"] },
      { const: 1 },
      { required: ["a"] },
      part(random, depth - 1),
    ]),
  }),
  (random, depth) => ({
    type: "object",
    ...object(random, depth),
    anyOf: [{ required: ["a"] }, { required: ["b"] }],
  }),
];

function schema(random: Random, depth: number): JsonObject {
  return depth > 0 && random() < 0.6
    ? pick(random, COMPOUND)(random, depth)
    : pick(random, SCALARS)(random, depth);
}

function some<T extends Json>(random: Random, all: readonly T[], least: number): readonly T[] {
  const kept = all.filter(() => random() < 0.5);
  return kept.length >= least ? kept : all.slice(0, least);
}

function numberRules(random: Random): JsonObject {
  return {
    ...maybe(random, 0.4, () => ({ minimum: int(random, -2, 2) })),
    ...maybe(random, 0.4, () => ({ maximum: int(random, 0, 4) })),
    ...maybe(random, 0.15, () => ({ exclusiveMinimum: int(random, -2, 1) })),
    ...maybe(random, 0.15, () => ({ exclusiveMaximum: int(random, 1, 4) })),
    ...maybe(random, 0.15, () => ({ multipleOf: pick(random, [1, 2, 3, 0.5]) })),
  };
}

function textRules(random: Random): JsonObject {
  return {
    ...maybe(random, 0.3, () => ({ minLength: int(random, 0, 2) })),
    ...maybe(random, 0.3, () => ({ maxLength: int(random, 0, 4) })),
    ...maybe(random, 0.3, () => ({ pattern: pick(random, PATTERNS) })),
  };
}

function arrayRules(random: Random): JsonObject {
  return {
    ...maybe(random, 0.3, () => ({ minItems: int(random, 0, 2) })),
    ...maybe(random, 0.3, () => ({ maxItems: int(random, 0, 3) })),
    ...maybe(random, 0.2, () => ({ uniqueItems: true })),
  };
}

function object(random: Random, depth: number): JsonObject {
  const names = some(random, NAMES, 0);
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, part(random, depth - 1)])),
    required: some(random, random() < 0.9 ? names : NAMES, 0),
    ...maybe(random, 0.7, () => ({ additionalProperties: random() < 0.6 ? false : part(random, depth - 1) })),
    ...maybe(random, 0.1, () => ({
      patternProperties: { [pick(random, PATTERNS)]: part(random, depth - 1) },
    })),
    ...maybe(random, 0.08, () => ({ propertyNames: { ...textRules(random) } })),
    ...maybe(random, 0.1, () => ({ minProperties: int(random, 0, 2) })),
    ...maybe(random, 0.1, () => ({ maxProperties: int(random, 0, 3) })),
  };
}

function tagged(random: Random, depth: number): JsonObject {
  const branches = some(random, WORDS, 1).map((word) => {
    const { properties, required, ...rest } = object(random, depth);
    return {
      ...rest,
      properties: { ...(properties as JsonObject), kind: { const: word } },
      required: [...(required as string[]).filter((name) => name !== "kind"), "kind"],
    };
  });
  return { [random() < 0.7 ? "oneOf" : "anyOf"]: branches };
}

/** The schema with a few random edits: the pairs that people compare are alike. */
export function edited(random: Random, from: JsonObject): JsonObject {
  let out = from;
  for (let i = int(random, 0, 3); i > 0; i -= 1) out = edit(random, out);
  return out;
}

/** Walks down at random and changes what it finds there. */
function edit(random: Random, from: JsonObject): JsonObject {
  const inner = Object.entries(from).filter(([, value]) => typeof value === "object" && value !== null);
  const [key, value] = inner[Math.floor(random() * inner.length)] ?? [];
  if (key === undefined || value === undefined || random() < 0.35) return change(random, from);
  if (key === "type") return change(random, from);
  if (DATA.has(key)) return { ...from, [key]: Array.isArray(value) ? shorter(random, value) : value };
  if (Array.isArray(value)) {
    const at = Math.floor(random() * value.length);
    return {
      ...from,
      [key]: value.map((item: Json, i) => (i === at && isObject(item) ? edit(random, item) : item)),
    };
  }
  if (!isObject(value)) return from;
  if (!NAMED.has(key)) return { ...from, [key]: edit(random, value) };
  const names = Object.keys(value);
  const name = names[Math.floor(random() * names.length)];
  if (name === undefined || random() < 0.3) return { ...from, [key]: members(random, value) };
  const member = value[name];
  return { ...from, [key]: { ...value, [name]: isObject(member) ? edit(random, member) : part(random, 1) } };
}

const DATA = new Set(["enum", "const", "required", "type"]);
const NAMED = new Set(["properties", "definitions", "patternProperties"]);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shorter(random: Random, values: readonly Json[]): readonly Json[] {
  if (values.length > 1 && random() < 0.5) return values.slice(1);
  if (values.length > 1 && random() < 0.4) return [...values].reverse();
  return typeof values[0] === "string" ? [...new Set([...values, pick(random, NAMES)])] : values;
}

function members(random: Random, from: JsonObject): JsonObject {
  if ("D" in from) return from;
  const names = Object.keys(from);
  if (names.length > 0 && random() < 0.5) return Object.fromEntries(Object.entries(from).slice(1));
  return { ...from, [pick(random, NAMES)]: part(random, 1) };
}

function change(random: Random, from: JsonObject): JsonObject {
  const { definitions, ...rest } = from;
  const kept = definitions === undefined ? {} : { definitions };
  const keys = Object.keys(rest);
  const roll = random();
  if (roll < 0.25 && keys.length > 0) {
    const gone = keys[Math.floor(random() * keys.length)];
    return { ...Object.fromEntries(Object.entries(rest).filter(([key]) => key !== gone)), ...kept };
  }
  if (roll < 0.4) return { ...rest, ...numberRules(random), ...kept };
  if (roll < 0.55) return { ...rest, ...textRules(random), ...kept };
  if (roll < 0.65) return { ...rest, ...arrayRules(random), ...kept };
  if (roll < 0.75) return { anyOf: [rest, schema(random, 1)], ...kept };
  if (roll < 0.82) return { allOf: [rest], ...kept };
  if (roll < 0.9 && "additionalProperties" in rest)
    return { ...rest, additionalProperties: part(random, 1), ...kept };
  return { ...schema(random, 2), ...kept };
}

/** Any JSON, of the names and words that the schemas use. */
export function randomValue(random: Random, depth = 3): Json {
  const roll = random();
  if (depth > 0 && roll < 0.35)
    return Object.fromEntries(
      some(random, [...NAMES, "other"], 0).map((name) => [name, randomValue(random, depth - 1)]),
    );
  if (depth > 0 && roll < 0.5)
    return Array.from({ length: int(random, 0, 3) }, () => randomValue(random, depth - 1));
  return pick<Json>(random, [
    null,
    true,
    false,
    0,
    1,
    2,
    -1,
    1.5,
    3,
    "",
    "x",
    "y",
    "z",
    "xy",
    "ab",
    "x1",
    "xxxxx",
  ]);
}

/** A random value that leans towards a schema; most often one of its values. */
export function valueLike(random: Random, schema: Json | undefined, root: JsonObject, depth = 6): Json {
  if (!isObject(schema) || depth < 0 || random() < 0.04) return randomValue(random, Math.min(depth, 2));
  const { $ref, enum: words, type, allOf } = schema;
  const next = (inner: Json | undefined) => valueLike(random, inner, root, depth - 1);
  if (typeof $ref === "string")
    return next(isObject(root["definitions"]) ? root["definitions"][$ref.slice(-1)] : undefined);
  if (Array.isArray(words)) return words[Math.floor(random() * words.length)] ?? null;
  if (schema["const"] !== undefined) return schema["const"];
  for (const union of ["anyOf", "oneOf"]) {
    const branches = schema[union];
    if (!Array.isArray(branches)) continue;
    const value = next(branches[Math.floor(random() * branches.length)]);
    return isObject(value) && "properties" in schema
      ? { ...objectLike(random, schema, next), ...value }
      : value;
  }
  if (Array.isArray(allOf)) {
    const parts = allOf.map(next);
    return parts.every(isObject) ? Object.assign({}, ...parts) : (parts[0] ?? null);
  }
  const kind = Array.isArray(type) ? type[Math.floor(random() * type.length)] : type;
  if (kind === "object") return objectLike(random, schema, next);
  if (kind === "array") return arrayLike(random, schema, next);
  if (kind === "string") return pick(random, ["", "x", "y", "xy", "ab", "xay", "a1", "xx", "abcde", "b"]);
  if (kind === "integer") return int(random, -3, 5);
  if (kind === "number") return int(random, -6, 10) / 2;
  if (kind === "boolean") return random() < 0.5;
  return kind === "null" ? null : randomValue(random, 1);
}

function objectLike(random: Random, schema: JsonObject, next: (inner: Json | undefined) => Json): JsonObject {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required: readonly Json[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const extra = schema["additionalProperties"];
  const names = [
    ...Object.keys(properties).filter((name) => required.includes(name) || random() < 0.5),
    ...required.map(String),
  ];
  const more = extra !== false && random() < 0.4 ? [pick(random, ["other", "x", "xy", ...NAMES])] : [];
  return Object.fromEntries(
    [...new Set([...names, ...more])].map((name) => [name, next(properties[name] ?? extra)]),
  );
}

function arrayLike(random: Random, schema: JsonObject, next: (inner: Json | undefined) => Json): Json {
  const { items, additionalItems } = schema;
  return Array.from({ length: int(random, 0, 3) }, (_, i) =>
    next(Array.isArray(items) ? (items[i] ?? additionalItems) : items),
  );
}
