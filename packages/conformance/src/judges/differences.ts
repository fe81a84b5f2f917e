import type { Case } from "../corpus/corpus.js";
import type { Judge } from "./judge.js";

/** A value on which a judge and the contract itself do not agree. */
export interface Difference {
  /** Id of the contract. */
  readonly contract: string;
  readonly judge: string;
  /** Name of the value in the corpus. */
  readonly value: string;
}

/** Asks the contract and every other judge about each value of a corpus, and lists where they differ. */
export function differences(
  contract: string,
  [ours, ...others]: readonly [Judge, ...Judge[]],
  corpus: readonly Case[],
): Difference[] {
  return corpus.flatMap(({ name, value }) => {
    const accepted = ours.accepts(value);
    const odd = others.filter((judge) => judge.accepts(value) !== accepted);
    return odd.map((judge) => ({ contract, judge: judge.name, value: name }));
  });
}
