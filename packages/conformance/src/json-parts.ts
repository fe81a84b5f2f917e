import { isJsonObject, type Json, type JsonObject } from "./json.js";

/** Where a part sits in a value: the name of a member, or the index of an item. */
export type Key = string | number;

/** What a value holds, with the place of each part; nothing for what is neither an object nor an array. */
export function partsOf(value: Json): (readonly [Key, Json])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** A copy with another part in one place, or none there; what is not on the way is shared. */
export function withPart(value: Json, key: Key, part: Json | undefined): Json {
  if (Array.isArray(value)) return value.toSpliced(Number(key), 1, ...(part === undefined ? [] : [part]));
  if (!isJsonObject(value)) return value;
  return part === undefined ? withoutMember(value, String(key)) : withMember(value, String(key), part);
}

/** A copy with one member added or replaced; a computed key makes `__proto__` a member instead of setting the prototype. */
export function withMember(object: JsonObject, name: string, value: Json): JsonObject {
  return { ...object, [name]: value };
}

function withoutMember(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
