import type { AccessMode } from "../model/entry.js";
import { newPathTree, nodeAt, nodesOf, type PathNode } from "../resolve/path-tree.js";
import type { Change, Difference } from "./difference.js";
import type { Reach } from "./reach.js";

/** The places where two profiles differ, parents first; a place that differs just as the one above it is left out. */
export function diffPlaces(before: Reach, after: Reach): readonly Difference[] {
  const places = newPathTree<Pair>();
  for (const place of ["/", ...before.places, ...after.places]) {
    nodeAt(places, place).value = { before: before.accessAt(place), after: after.accessAt(place) };
  }
  const differences: Difference[] = [];
  collect(places, { before: "write", after: "write" }, differences);
  if (before.readsPlatform === after.readsPlatform) return differences;
  const platform = { before: readOrNone(before.readsPlatform), after: readOrNone(after.readsPlatform) };
  return [...differences, placeDifference(":minimal", platform)];
}

interface Pair {
  readonly before: AccessMode;
  readonly after: AccessMode;
}

function collect(root: PathNode<Pair>, above: Pair, differences: Difference[]): void {
  const inherited = new Map<PathNode<Pair>, Pair>([[root, above]]);
  for (const node of nodesOf(root)) {
    const outer = inherited.get(node) ?? above;
    const pair = node.value ?? outer;
    const isNew = pair.before !== outer.before || pair.after !== outer.after;
    if (isNew && pair.before !== pair.after) differences.push(placeDifference(node.path, pair));
    for (const child of node.children.values()) inherited.set(child, pair);
  }
}

function placeDifference(place: string, { before, after }: Pair): Difference {
  const change: Change = breadth[after] > breadth[before] ? "grants" : "takes-away";
  return { kind: "place", place, before, after, change };
}

const breadth: Readonly<Record<AccessMode, number>> = { none: 0, read: 1, write: 2 };

function readOrNone(reads: boolean): AccessMode {
  return reads ? "read" : "none";
}
