import type { Node } from "../shape/atom.js";
import type { Space } from "../shape/space.js";
import { compareAnnotations } from "./annotations.js";
import type { Child, Difference, Step } from "./difference.js";
import type { CompareNodes } from "./nodes.js";

/** A difference at a place of a contract. */
export interface Found {
  readonly difference: Difference;
  readonly steps: readonly Step[];
}

export interface Walker {
  /** What two schemas differ in, place by place; each pair of schemas is gone into once. */
  readonly differences: (old: Node, now: Node) => readonly Found[];
}

interface Pair {
  readonly own: readonly Found[];
  readonly children: readonly Child[];
}

/** Walks pairs of nodes that stand at the same place. Pairs below which nothing differs are not gone into again. */
export function createWalker(compare: CompareNodes, space: Space): Walker {
  const pairs = new Map<string, Pair>();
  /** Whether anything differs at a pair or below it. */
  const judged = new Map<string, boolean>();

  const pairOf = (old: Node, now: Node): Pair => {
    const key = keyOf(old, now);
    let pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, (pair = look(old, now)));
    return pair;
  };

  const look = (old: Node, now: Node): Pair => {
    const { differences, children } = compare(old, now);
    const notes = compareAnnotations(old, now, space).map((difference) => ({ steps: [], difference }));
    return { own: [...differences, ...notes], children: children.filter((child) => child.old !== child.new) };
  };

  /** Judges every pair that can be reached and was not before: whether anything differs there or below. */
  const reach = (old: Node, now: Node): void => {
    const order = new Map<string, Pair>();
    const open: (readonly [Node, Node])[] = [[old, now]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const key = keyOf(...next);
      if (order.has(key) || judged.has(key)) continue;
      const pair = pairOf(...next);
      order.set(key, pair);
      for (const child of pair.children) open.push([child.old, child.new]);
    }
    const found = dirtyOf(order, judged);
    for (const key of order.keys()) judged.set(key, found.has(key));
  };

  const differences = (old: Node, now: Node): readonly Found[] => {
    reach(old, now);
    const out: Found[] = [];
    const seen = new Set<string>();
    // Breadth first, so that the shortest way to a place is the one that is told.
    const open: { readonly old: Node; readonly now: Node; readonly steps: readonly Step[] }[] = [
      { old, now, steps: [] },
    ];
    for (let i = 0; i < open.length; i += 1) {
      const at = open[i];
      if (at === undefined) break;
      const key = keyOf(at.old, at.now);
      if (seen.has(key) || judged.get(key) === false) continue;
      seen.add(key);
      const pair = pairOf(at.old, at.now);
      out.push(...pair.own.map(({ steps, difference }) => ({ difference, steps: [...at.steps, ...steps] })));
      for (const child of pair.children)
        open.push({ old: child.old, now: child.new, steps: [...at.steps, ...child.steps] });
    }
    return out;
  };

  return { differences };
}

function keyOf(old: Node, now: Node): string {
  return `${old.id}:${now.id}`;
}

/** The pairs from which a difference can be reached; of those judged before that is known. */
function dirtyOf(
  pairs: ReadonlyMap<string, Pair>,
  judged: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const parents = new Map<string, string[]>();
  const dirty = new Set<string>();
  for (const [key, pair] of pairs) {
    if (pair.own.length > 0) dirty.add(key);
    for (const child of pair.children) {
      const name = keyOf(child.old, child.new);
      if (judged.get(name)) dirty.add(key);
      const list = parents.get(name);
      if (list === undefined) parents.set(name, [key]);
      else list.push(key);
    }
  }
  // A set that grows while it is gone through yields what is added.
  for (const key of dirty) for (const parent of parents.get(key) ?? []) dirty.add(parent);
  return dirty;
}

/** A place as people read it: `/event_params/reviewed_action[shell]/files/*`. */
export function placeOf(steps: readonly Step[]): string {
  return steps
    .map((step) => {
      if (step.kind === "member") return `/${step.name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (step.kind === "branch") return `[${step.label}]`;
      return step.kind === "item" && step.index !== undefined ? `/${step.index}` : "/*";
    })
    .join("");
}
