import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import * as fc from "fast-check";
import type { ContractRow } from "../contract-table.js";
import { examplesOf } from "../corpus/examples.js";
import { isJsonObject, type Json } from "../json.js";

/** What values of a contract are bred from. */
export interface Stock {
  /** Valid messages to begin with, from short to long. */
  readonly values: readonly [Json, ...Json[]];
  /** Names and words of the schema: in the wrong place they make the best mistakes. */
  readonly words: readonly [string, ...string[]];
  /** Bounds of the schema, and what lies one beyond them. */
  readonly numbers: readonly [number, ...number[]];
  /** Names of the members that tell the branches of unions apart. */
  readonly tags: readonly string[];
}

const ARBITRARY_VALUES = 250;

/** Collects the valid examples, as many arbitrary values as are worth their time, and what the schema compares with. */
export function stockOf({ id, contract }: ContractRow, seed: number): Stock {
  const arbitrary = fc.sample(arbitraryOf(contract), { seed, numRuns: ARBITRARY_VALUES });
  const examples = examplesOf(id).filter(({ kind }) => kind === "valid");
  // Messages of a contract, and its schema, are JSON.
  const values = [...examples.map(({ value }) => value), ...arbitrary] as Json[];
  const byLength = values
    .map((value) => ({ value, length: JSON.stringify(value).length }))
    .sort((a, b) => a.length - b.length);
  const compared = [...comparedWith(contract.schema as Json)];
  return {
    values: nonEmpty(byLength.map(({ value }) => value)),
    words: nonEmpty(distinct(compared.filter((each) => typeof each === "string"))),
    numbers: nonEmpty(distinct([0, 1, ...compared.filter((each) => typeof each === "number")])),
    tags: distinct([...tagsIn(contract.schema as Json)]),
  };
}

/** The names, words and bounds that a schema compares values with. */
function* comparedWith(schema: Json): Iterable<Json> {
  if (Array.isArray(schema)) for (const each of schema) yield* comparedWith(each);
  if (!isJsonObject(schema)) return;
  const { enum: words, const: word, minimum, maximum, properties } = schema;
  for (const each of [words, word].flat()) if (each !== undefined) yield each;
  if (typeof minimum === "number") yield* [minimum, minimum - 1];
  if (typeof maximum === "number") yield* [maximum, maximum + 1];
  if (isJsonObject(properties)) yield* Object.keys(properties);
  for (const each of Object.values(schema)) yield* comparedWith(each);
}

function* tagsIn(schema: Json): Iterable<string> {
  if (Array.isArray(schema)) for (const each of schema) yield* tagsIn(each);
  if (!isJsonObject(schema)) return;
  const { discriminator } = schema;
  if (isJsonObject(discriminator) && typeof discriminator["propertyName"] === "string")
    yield discriminator["propertyName"];
  for (const each of Object.values(schema)) yield* tagsIn(each);
}

function distinct<T extends string | number>(list: readonly T[]): T[] {
  return [...new Set(list)].sort();
}

function nonEmpty<T>(list: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error("nothing to breed from");
  return [first, ...rest];
}
