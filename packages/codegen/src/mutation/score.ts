import type { ContractModel, Example, Model } from "../model.js";
import { branchTags, holders, type Judge, judgeOf } from "./judge.js";
import type { Mutant } from "./mutant.js";
import { mutantsOf } from "./mutants-of.js";

/** What the examples make of the mutants of one schema file. */
export interface FileScore {
  /** Schema file. */
  readonly file: string;
  readonly mutants: number;
  /** Mutants that no example notices. */
  readonly survivors: readonly Mutant[];
}

/** Every mutant of the model by the file of its type, and which of them no example notices. */
export function score(model: Model, only: (file: string) => boolean = () => true): FileScore[] {
  const judge = judgeOf(model);
  const holdersOf = holders(model);
  const isTag = branchTags(model);
  const byFile = new Map<string, { mutants: number; survivors: Mutant[] }>();
  for (const type of model.types) {
    if (!only(type.file)) continue;
    const entry = byFile.get(type.file) ?? { mutants: 0, survivors: [] };
    byFile.set(type.file, entry);
    const contracts = holdersOf(type.name);
    for (const mutant of mutantsOf(model, type, isTag)) {
      entry.mutants += 1;
      if (!contracts.some((contract) => notices(judge, contract, mutant))) entry.survivors.push(mutant);
    }
  }
  return [...byFile].map(([file, entry]) => ({ file, ...entry })).sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Whether an example of a contract is judged otherwise with the mutant in place. */
export function notices(judge: Judge, contract: ContractModel, mutant: Mutant): boolean {
  const [examples, before]: [readonly Example[], boolean] =
    mutant.direction === "weaker"
      ? [[...contract.invalid, ...contract.cases.invalid], false]
      : [[...contract.valid, ...contract.cases.valid], true];
  return examples.some(({ value }) => judge.accepts(contract, value, mutant) !== before);
}
