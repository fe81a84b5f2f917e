import { isJsonObject, type Json, type JsonObject } from "../json.js";
import { withMember } from "../json-parts.js";
import type { Random } from "./random.js";
import type { Stock } from "./stock.js";

const GO_DEEPER = 0.8;

/** A value with one part replaced by what another value of its kind has in the same place. */
export function crossed(value: Json, other: Json, random: Random, stock: Stock): Json {
  if (isJsonObject(value) && isJsonObject(other)) {
    // Branches of a union have too little in common.
    return stock.tags.some((tag) => value[tag] !== other[tag])
      ? other
      : crossedObject(value, other, random, stock);
  }
  if (!Array.isArray(value) || !Array.isArray(other) || value.length === 0 || other.length === 0)
    return other;
  const i = random.below(value.length);
  return value.with(i, crossed(value[i] ?? null, other[random.below(other.length)] ?? null, random, stock));
}

function crossedObject(value: JsonObject, other: JsonObject, random: Random, stock: Stock): JsonObject {
  const keys = Object.keys(other);
  const key = keys[random.below(keys.length)];
  const theirs = key === undefined ? undefined : other[key];
  if (key === undefined || theirs === undefined) return value;
  const mine = Object.hasOwn(value, key) ? value[key] : undefined;
  const deeper = mine !== undefined && random.chance(GO_DEEPER);
  return withMember(value, key, deeper ? crossed(mine, theirs, random, stock) : theirs);
}
