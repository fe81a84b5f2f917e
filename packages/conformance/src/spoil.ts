import type { Json } from "./json.js";
import { partsOf, withPart } from "./json-parts.js";

/** A message with nonsense in one place. */
export interface Spoilt {
  /** Keys that lead to the place. */
  readonly place: readonly string[];
  readonly value: Json;
}

/** What no contract asks for, unless it takes anything. */
const NONSENSE: Json = [[[]]];

/** Puts nonsense in place of each part of a message, one at a time. Null stays: a value there is a fault of its own. */
export function* spoilEverywhere(message: Json): Iterable<Spoilt> {
  yield { place: [], value: NONSENSE };
  for (const [key, part] of partsOf(message)) {
    if (part === null) continue;
    for (const { place, value } of spoilEverywhere(part)) {
      yield { place: [String(key), ...place], value: withPart(message, key, value) };
    }
  }
}

/** Whether the path of an issue points into a place; keys of open maps read `*` in it. */
export function pointsInto(path: string, place: readonly string[]): boolean {
  const segments = path
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  return place.every((key, i) => segments[i] === "*" || segments[i] === key);
}
