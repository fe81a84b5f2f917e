import { isJsonObject, type Json, type JsonObject } from "../json.js";
import { withMember } from "../json-parts.js";
import { noise, oddKey, oddNumber, oddText } from "./noise.js";
import type { Random } from "./random.js";
import type { Stock } from "./stock.js";

/** Changes one part of a value; undefined: the part is left out. */
type Edit<T extends Json> = (part: T, random: Random, stock: Stock) => Json | undefined;
type Edits<T extends Json> = readonly [Edit<T>, ...Edit<T>[]];

/** Changes that keep the JSON type: most rules of a schema are about one type. */
const OF_NUMBER: Edits<number> = [
  (_, random, { numbers }) => random.pick(numbers),
  (_, random, { numbers }) => random.pick(numbers),
  (value, random) => value + random.pick([-1, 1, -0.5, 0.5]),
  (_, random) => oddNumber(random),
];
const OF_TEXT: Edits<string> = [
  () => "",
  (_, random, { words }) => random.pick(words),
  (_, random, { words }) => oddText(random, words),
  (text) => ` ${text}`,
];
const OF_BOOLEAN: Edits<boolean> = [(value) => !value];
const OF_OBJECT: Edits<JsonObject> = [
  (object, random, { words }) => withMember(object, oddKey(random, words), noise(random, words, 2)),
  (object, random, { words }) => renamed(object, anyKey(object, random), oddKey(random, words)),
  (object, random, { values }) => ({ ...object, ...objectIn(anyPart(random.pick(values), random)) }),
  (object) => Object.fromEntries(Object.entries(object).reverse()),
];
const OF_ARRAY: Edits<readonly Json[]> = [
  () => [],
  (array, random) => array.toSpliced(random.below(array.length), 1),
  (array, random) => [...array, array[random.below(array.length)] ?? null],
  (array, random, { words }) => array.toSpliced(random.below(array.length + 1), 0, noise(random, words, 1)),
];

/** Changes of any part into anything. */
const OF_ANY: Edits<Json> = [
  () => undefined,
  () => undefined,
  () => null,
  (_, random) => random.pick<Json>([true, [], {}, 0, ""]),
  (_, random, { words }) => noise(random, words),
  (_, random, { values }) => anyPart(random.pick(values), random),
  (part, random) => (random.chance(0.5) ? [part] : { value: part }),
  (part) =>
    Array.isArray(part)
      ? (part[0] ?? {})
      : isJsonObject(part)
        ? (Object.values(part)[0] ?? [])
        : String(part),
];

const KEEPS_TYPE = 0.65;

/** Changes a part of a value in one of many ways, mostly those that rules are about. */
export function edited(part: Json, random: Random, stock: Stock): Json | undefined {
  if (part === null || !random.chance(KEEPS_TYPE)) return random.pick(OF_ANY)(part, random, stock);
  if (typeof part === "number") return random.pick(OF_NUMBER)(part, random, stock);
  if (typeof part === "string") return random.pick(OF_TEXT)(part, random, stock);
  if (typeof part === "boolean") return random.pick(OF_BOOLEAN)(part, random, stock);
  if (isJsonObject(part)) return random.pick(OF_OBJECT)(part, random, stock);
  return random.pick(OF_ARRAY)(part, random, stock);
}

/** A value or something inside it, a few levels down at most. */
function anyPart(value: Json, random: Random): Json {
  const inside = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  const part = inside[random.below(inside.length)];
  return part === undefined || random.chance(0.2) ? value : anyPart(part, random);
}

function objectIn(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function anyKey(object: JsonObject, random: Random): string | undefined {
  const keys = Object.keys(object);
  return keys[random.below(keys.length)];
}

function renamed(object: JsonObject, from: string | undefined, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
}
