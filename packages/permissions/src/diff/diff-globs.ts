import { literalPrefix } from "../overlay/constrains.js";
import type { Change, Difference } from "./difference.js";
import type { Reach } from "./reach.js";

/** The deny patterns that only one of two profiles has, and how deep the common ones are looked for. */
export function diffGlobs(before: Reach, after: Reach): readonly Difference[] {
  return [
    ...patternsOf(before, after).map((pattern) => difference(pattern, "grants")),
    ...patternsOf(after, before).map((pattern) => difference(pattern, "takes-away")),
    ...diffDepth(before, after),
  ];
}

/** The patterns that one profile has and the other has not, where the other lets something be reached. */
function patternsOf(one: Reach, other: Reach): readonly string[] {
  return [...one.patterns].filter(
    (pattern) => !other.patterns.has(pattern) && other.reachesInto(literalPrefix(pattern)),
  );
}

function difference(pattern: string, change: Change): Difference {
  return { kind: "deny-glob", pattern, change };
}

function diffDepth(before: Reach, after: Reach): readonly Difference[] {
  const [shallow, deep] = [before, after].map(
    ({ globScanMaxDepth: depth }) => depth ?? Number.POSITIVE_INFINITY,
  ) as [number, number];
  const common = [...before.patterns].some((pattern) => after.patterns.has(pattern));
  if (shallow === deep || !common) return [];
  return [
    {
      kind: "scan-depth",
      before: before.globScanMaxDepth,
      after: after.globScanMaxDepth,
      change: deep < shallow ? "grants" : "takes-away",
    },
  ];
}
