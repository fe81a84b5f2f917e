import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { PRIVACY_CLASSES } from "../../model.js";
import { below, type Location, type SchemaSet } from "../schema-set.js";
import type { Node } from "../shape/atom.js";
import type { Space } from "../shape/space.js";
import type { Difference } from "./difference.js";

/** What two schemas say about a value beside its shape. */
export function compareAnnotations(old: Node, now: Node, space: Space): readonly Difference[] {
  if (old.schema === undefined || now.schema === undefined) return [];
  const was = createReader(space.set(old.schema.side), old.schema.location);
  const is = createReader(space.set(now.schema.side), now.schema.location);
  return ANNOTATIONS.flatMap(([keyword, judge]) => {
    const [a, b] = [was(keyword), is(keyword)];
    return JSON.stringify(a) === JSON.stringify(b) ? [] : judge(a, b);
  });
}

const RANKS: readonly string[] = PRIVACY_CLASSES;

type JudgeChange = (a: Json | undefined, b: Json | undefined) => readonly Difference[];

const ANNOTATIONS: readonly (readonly [string, JudgeChange])[] = [
  ["x-privacy", privacy],
  ["x-key-privacy", privacy],
  ["x-unit", (a, b) => [{ rule: "unit-changed", detail: `${word(a)} → ${word(b)}` }]],
  [
    "x-null",
    (a, b) => (a === undefined || b === undefined ? [] : [{ rule: "null-meaning-changed", detail: "" }]),
  ],
  ["default", (a, b) => [{ rule: "default-changed", detail: `${word(a)} → ${word(b)}` }]],
  [
    "deprecated",
    (a, b) =>
      a === true || b === true
        ? [{ rule: b === true ? "deprecated" : "deprecation-lifted", detail: "" }]
        : [],
  ],
  ["description", () => [{ rule: "description-changed", detail: "" }]],
];

function privacy(a: Json | undefined, b: Json | undefined): readonly Difference[] {
  const rank = (value: Json | undefined) => RANKS.indexOf(String(value));
  const detail = `${word(a)} → ${word(b)}`;
  // A class that is gone protects no more than the lowest.
  return [{ rule: rank(b) < rank(a) ? "privacy-lowered" : "privacy-raised", detail }];
}

function word(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Reads an annotation of a schema, or of what it only wraps: the wrapper's own word goes first. */
function createReader(set: SchemaSet, location: Location): (keyword: string) => Json | undefined {
  const chain: JsonObject[] = [];
  let at: Location | undefined = location;
  for (let hops = 0; at !== undefined && hops < 16; hops += 1) {
    const schema = set.at(at);
    if (!isJsonObject(schema)) break;
    chain.push(schema);
    at = wrapped(schema, at, set);
  }
  return (keyword) => chain.find((schema) => keyword in schema)?.[keyword];
}

function wrapped(schema: JsonObject, at: Location, set: SchemaSet): Location | undefined {
  const { $ref, allOf, anyOf } = schema;
  if (typeof $ref === "string") return set.resolve($ref, at);
  if (Array.isArray(allOf) && allOf.length === 1) return below(at, "allOf", "0");
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return undefined;
  const other = anyOf.findIndex((branch: Json) => !(isJsonObject(branch) && branch["type"] === "null"));
  return anyOf.some((branch: Json) => isJsonObject(branch) && branch["type"] === "null")
    ? below(at, "anyOf", String(other))
    : undefined;
}
