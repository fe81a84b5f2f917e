import type { Json } from "../json.js";
import type { Random } from "./random.js";

/** Numbers at the edges of what integers, doubles and JSON can hold. */
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  255,
  65_535,
  65_536,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53) + 1,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1e308,
  5e-324,
  1.0000000000000002,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
] as const;

/** Text that readers are known to stumble over. */
const TEXTS = [
  "",
  " ",
  "\t\n",
  "0",
  "null",
  "true",
  "/",
  "/x",
  "C:\\x",
  "c:/",
  "\\\\x",
  "x/y",
  "~",
  "*",
  "\u0000",
  "\u0085",
  "\u2028",
  "\ufeff",
  "\ud800",
  "\u{1f469}\u200d\u{1f467}",
  "e\u0301",
  "__proto__",
  "x".repeat(200),
] as const;

/** Names that every object seems to have, that look like indexes, or that need escaping in paths. */
const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "length",
  "0",
  "-1",
  "",
  " ",
  "a/b",
  "~0",
  "*",
  "unlisted_key",
  "\u0000",
  "\ud800",
] as const;

const DEEPEST = 3;

/** A number that some limit may have forgotten; infinities come from JSON such as 1e999. */
export function oddNumber(random: Random): number {
  return random.pick(NUMBERS);
}

/** A text from the schema itself, or one that is hard to handle. */
export function oddText(random: Random, words: readonly [string, ...string[]]): string {
  return random.chance(0.5) ? random.pick(words) : random.pick(TEXTS);
}

/** A key from the schema itself, or one that is hard to handle. */
export function oddKey(random: Random, words: readonly [string, ...string[]]): string {
  return random.chance(0.4) ? random.pick(words) : random.pick(KEYS);
}

/** Any JSON value, nested a little. */
export function noise(random: Random, words: readonly [string, ...string[]], depth = 0): Json {
  const kinds = depth === DEEPEST ? 4 : 6;
  switch (random.below(kinds)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return oddNumber(random);
    case 3:
      return oddText(random, words);
    case 4:
      return Array.from({ length: random.below(3) }, () => noise(random, words, depth + 1));
    default:
      // Object.fromEntries, unlike an assignment, makes `__proto__` a member like any other.
      return Object.fromEntries(
        Array.from({ length: random.below(3) }, () => [
          oddKey(random, words),
          noise(random, words, depth + 1),
        ]),
      );
  }
}
