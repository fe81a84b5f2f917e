import { expect } from "vitest";
import { judgePairs } from "./contradictions.js";

/** How many pairs each of the test files judges; `judge-pairs.ts` judges as many as it is told to. */
export const PAIRS = 5_000;

/** Judges random pairs of schemas from a seed on, which `COMPAT_SEED` moves elsewhere. */
export async function expectNoContradiction(start: number): Promise<void> {
  const from = start + Number(process.env["COMPAT_SEED"] ?? 0);
  const tally = await judgePairs(Array.from({ length: PAIRS }, (_, i) => from + i));
  expect(tally.wrong).toEqual([]);
  expect(tally.pairs).toBe(PAIRS);
  // The test would be worth little if most were unknown, or none were compatible.
  expect(tally.unknown / (2 * PAIRS)).toBeLessThan(0.15);
  expect(tally.compatible).toBeGreaterThan(PAIRS / 5);
  expect(tally.breaking).toBeGreaterThan(PAIRS / 5);
}
