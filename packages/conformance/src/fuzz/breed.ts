import { isJsonObject, type Json } from "../json.js";
import { type Key, withPart } from "../json-parts.js";
import { crossed } from "./cross.js";
import { edited } from "./edits.js";
import type { Random } from "./random.js";
import type { Stock } from "./stock.js";

/**
 * Makes a value that a contract may or may not accept: a valid message, crossed with others of its kind
 * (which mostly keeps it valid) and edited at a few places (which mostly breaks it). What is not changed is shared.
 */
export function breed(stock: Stock, random: Random): Json {
  let value = longOne(stock, random);
  for (let i = random.below(3); i > 0; i--) value = crossed(value, random.pick(stock.values), random, stock);
  for (let i = edits(random); i > 0; i--)
    value = editedAt(value, random.below(countParts(value)), random, stock) ?? null;
  return value;
}

/** The longer of two messages: long ones reach the rules that few messages are about. */
function longOne({ values }: Stock, random: Random): Json {
  return values[Math.max(random.below(values.length), random.below(values.length))] ?? values[0];
}

function edits(random: Random): number {
  if (random.chance(0.25)) return 0;
  return random.chance(0.8) ? 1 : 2 + random.below(3);
}

/** How many parts a value has, itself included. */
function countParts(value: Json): number {
  let count = 1;
  // Called for each value: nothing is built, and a key that JSON gave is always the object's own.
  if (Array.isArray(value)) for (const part of value) count += countParts(part);
  else if (isJsonObject(value)) for (const key in value) count += countParts(value[key] ?? null);
  return count;
}

/** Edits the part with a number: 0 is the whole, then come its members, each with all that it holds. */
function editedAt(value: Json, index: number, random: Random, stock: Stock): Json | undefined {
  if (index === 0) return edited(value, random, stock);
  let rest = index - 1;
  for (const key in value as object) {
    const part = partAt(value, key);
    const count = countParts(part);
    if (rest < count) return withPart(value, key, editedAt(part, rest, random, stock));
    rest -= count;
  }
  return value;
}

function partAt(value: Json, key: Key): Json {
  if (Array.isArray(value)) return value[Number(key)] ?? null;
  return isJsonObject(value) ? (value[key] ?? null) : null;
}
