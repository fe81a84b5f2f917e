import { inspect } from "node:util";
import type { ContractRow } from "../contract-table.js";
import type { Json } from "../json.js";
import type { Judge } from "../judges/judge.js";
import { breed } from "./breed.js";
import { createRandom } from "./random.js";
import { smallest } from "./smallest.js";
import { stockOf } from "./stock.js";

/** Two judges who have to agree on every value. */
export interface Pair {
  readonly name: string;
  readonly ours: Judge;
  readonly theirs: Judge;
  /** They are asked about each value, or about each second, fourth… one. */
  readonly every?: number;
}

/** How a duel went. `disagreement` is a text that says all there is to repeat it; the values are synthetic. */
export interface Outcome {
  readonly values: number;
  readonly accepted: number;
  readonly disagreement?: string;
}

export interface Duel {
  readonly pairs: readonly Pair[];
  readonly seed: number;
  readonly values: number;
}

/** Lets pairs of judges judge bred values of a contract until a pair disagrees. */
export function duel(row: ContractRow, { pairs, seed, values }: Duel): Outcome {
  const stock = stockOf(row, seed);
  const random = createRandom(seed, row.id);
  let accepted = 0;
  for (let i = 0; i < values; i++) {
    const value = breed(stock, random);
    const odd = pairs.find((pair) => i % (pair.every ?? 1) === 0 && differ(pair, value));
    if (odd !== undefined) return { values: i + 1, accepted, disagreement: report(row.id, odd, value, seed) };
    if (row.contract.is(value)) accepted++;
  }
  return { values, accepted };
}

function differ({ ours, theirs }: Pair, value: Json): boolean {
  return ours.accepts(value) !== theirs.accepts(value);
}

function report(id: string, pair: Pair, value: Json, seed: number): string {
  const least = smallest(value, (smaller) => differ(pair, smaller));
  const verdict = ({ name, accepts }: Judge) => `${name} ${accepts(least) ? "accepts" : "refuses"}`;
  const shown = inspect(least, { depth: Number.POSITIVE_INFINITY, maxStringLength: 200, maxArrayLength: 50 });
  return `${id}, ${pair.name}, seed ${seed}: ${verdict(pair.ours)}, ${verdict(pair.theirs)}:\n${shown}`;
}
