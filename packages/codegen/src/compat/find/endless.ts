import { isJsonObject, type Json } from "../../json.js";
import { below, type Location, type SchemaSet } from "../schema-set.js";

const SAME_VALUE = ["allOf", "anyOf", "oneOf"] as const;
const SAME_VALUE_ALONE = ["not", "if", "then", "else"] as const;

/**
 * Answers whether a schema leads back to itself without going into the value. Such a schema has no meaning, and
 * validators do not come back from it.
 */
export function createEndless(set: SchemaSet): (location: Location) => boolean {
  const answers = new Map<string, boolean>();
  const visit = (location: Location, open: ReadonlySet<string>): boolean => {
    const key = `${location.file}#${location.pointer}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (open.has(key)) return true;
    const endless = sameValue(set, location).some((next) => visit(next, new Set([...open, key])));
    answers.set(key, endless);
    return endless;
  };
  return (location) => subschemas(set.at(location), location).some((inner) => visit(inner, new Set()));
}

/** The schemas that judge the same value. */
function sameValue(set: SchemaSet, location: Location): readonly Location[] {
  const schema = set.at(location);
  if (!isJsonObject(schema)) return [];
  const target = typeof schema["$ref"] === "string" ? set.resolve(schema["$ref"], location) : undefined;
  return [
    ...(target === undefined ? [] : [target]),
    ...SAME_VALUE.flatMap((word) => {
      const list = schema[word];
      return Array.isArray(list) ? list.map((_, i) => below(location, word, String(i))) : [];
    }),
    ...SAME_VALUE_ALONE.filter((word) => word in schema).map((word) => below(location, word)),
  ];
}

/** A schema and all that is written inside it. */
function subschemas(value: Json | undefined, location: Location): readonly Location[] {
  if (Array.isArray(value))
    return value.flatMap((item: Json, i) => subschemas(item, below(location, String(i))));
  if (!isJsonObject(value)) return [];
  return [
    location,
    ...Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "object" ? subschemas(inner, below(location, key)) : [],
    ),
  ];
}
