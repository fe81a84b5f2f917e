import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { mutants } from "@codex-contracts/fixtures/mutants";
import * as fc from "fast-check";
import { CONTRACTS, type ContractRow } from "../contract-table.js";
import { examplesOf } from "./examples.js";
import { TRAFFIC } from "./traffic.js";

/** A value to judge, and what it is. */
export interface Case {
  readonly name: string;
  readonly value: unknown;
}

/** Seed of the arbitrary values: the corpus is the same in every run. */
export const SEED = 125;
const ARBITRARY_VALUES = 40;
const MUTATED_VALUES = 4;

/** What every judge of a contract is asked about, each value once. */
export function corpusOf({ id, contract }: ContractRow): readonly Case[] {
  const examples = examplesOf(id);
  const valid = examples.filter(({ kind }) => kind === "valid");
  const arbitrary = fc
    .sample(arbitraryOf(contract), { seed: SEED, numRuns: ARBITRARY_VALUES })
    .map((value, i) => ({ name: `arbitrary value ${i} of seed ${SEED}`, value }));
  const broken = [...valid, ...arbitrary.slice(0, MUTATED_VALUES)].flatMap(({ name, value }) =>
    mutants(contract, value).map((mutant) => ({ name: `${name}, ${mutant.name}`, value: mutant.value })),
  );
  return distinct([...examples, ...broken, ...arbitrary, ...otherContracts(id), ...TRAFFIC]);
}

/** The first valid example of every other contract: closed contracts refuse each other's messages. */
function otherContracts(id: string): readonly Case[] {
  return CONTRACTS.flatMap((other) => {
    const example = other.id === id ? undefined : examplesOf(other.id).find(({ kind }) => kind === "valid");
    return example === undefined ? [] : [{ name: `${other.id} ${example.name}`, value: example.value }];
  });
}

function distinct(cases: readonly Case[]): readonly Case[] {
  const byText = new Map<string, Case>();
  for (const each of cases) {
    const text = JSON.stringify(each.value);
    if (!byText.has(text)) byText.set(text, each);
  }
  return [...byText.values()];
}
