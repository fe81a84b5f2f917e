import { type EntryList, isDenyGlob } from "../model/entry.js";

/**
 * The scan depth of two lists together. Only a list with a deny pattern has a say; one that has a pattern and no depth
 * scans without bound, and so does the result; of two bounds the larger one stays. Source: observed, Codex 0.125.0.
 */
export function mergedScanDepth(left: EntryList, right: EntryList): number | undefined {
  const depths = [left, right]
    .filter(({ entries }) => entries.some(isDenyGlob))
    .map(({ globScanMaxDepth }) => globScanMaxDepth);
  if (depths.length === 0 || depths.includes(undefined)) return undefined;
  return Math.max(...depths.filter((depth) => depth !== undefined));
}
