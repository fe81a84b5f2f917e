import type { Difference } from "./differences.js";

/** A difference that stays, and why. */
export interface ExpectedDifference extends Difference {
  readonly reading: "producer" | "consumer";
  readonly reason: string;
}

/** Where a judge may differ from the contract. An entry that no longer holds fails the tests like one that is missing. */
export const EXPECTED_DIFFERENCES: readonly ExpectedDifference[] = [];

/** The differences that are expected of one contract in one reading, as the tests find them. */
export function expectedDifferences(contract: string, reading: ExpectedDifference["reading"]): Difference[] {
  return EXPECTED_DIFFERENCES.filter((each) => each.contract === contract && each.reading === reading).map(
    ({ judge, value }) => ({ contract, judge, value }),
  );
}
