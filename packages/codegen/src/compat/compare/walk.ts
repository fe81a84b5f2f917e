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
  /** Pairs inside, once they were asked for; only those with a difference, once that is known. */
  children: readonly { readonly steps: readonly Step[]; readonly pair: Pair }[] | undefined;
  readonly inside: readonly Child[];
  /** Whether anything differs here or below; undefined until it is known. */
  differs: boolean | undefined;
}

/** Walks pairs of nodes that stand at the same place. Pairs below which nothing differs are not gone into again. */
export function createWalker(compare: CompareNodes, space: Space): Walker {
  const pairs = new Map<string, Pair>();

  const pairOf = (old: Node, now: Node): Pair => {
    const key = `${old.id}:${now.id}`;
    let pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, (pair = look(old, now)));
    return pair;
  };

  const look = (old: Node, now: Node): Pair => {
    const { differences, children } = compare(old, now);
    const notes = compareAnnotations(old, now, space).map((difference) => ({ steps: [], difference }));
    const inside = children.filter((child) => child.old !== child.new);
    return { own: [...differences, ...notes], inside, children: undefined, differs: undefined };
  };

  /** Judges every pair that can be reached and was not before, and forgets the way to those where nothing differs. */
  const judge = (root: Pair): void => {
    const fresh = new Set<Pair>(root.differs === undefined ? [root] : []);
    // A set that grows while it is gone through yields what is added.
    for (const pair of fresh) {
      pair.children = pair.inside.map(({ steps, old, new: now }) => ({ steps, pair: pairOf(old, now) }));
      for (const child of pair.children) if (child.pair.differs === undefined) fresh.add(child.pair);
    }
    const differing = differingOf(fresh);
    for (const pair of fresh) pair.differs = differing.has(pair);
    for (const pair of fresh) pair.children = pair.children?.filter((child) => child.pair.differs);
  };

  const differences = (old: Node, now: Node): readonly Found[] => {
    const root = pairOf(old, now);
    judge(root);
    if (!root.differs) return [];
    const out: Found[] = [];
    // Breadth first, so that the shortest way to a place is the one that is told.
    const seen = new Map<Pair, Way>([[root, { steps: [], up: undefined }]]);
    for (const [pair, way] of seen) {
      for (const { steps, difference } of pair.own)
        out.push({ difference, steps: [...stepsTo(way), ...steps] });
      for (const child of pair.children ?? [])
        if (!seen.has(child.pair)) seen.set(child.pair, { steps: child.steps, up: way });
    }
    return out;
  };

  return { differences };
}

/** How a pair is reached: the steps from the pair above it. */
interface Way {
  readonly steps: readonly Step[];
  readonly up: Way | undefined;
}

function stepsTo(way: Way): readonly Step[] {
  const parts: (readonly Step[])[] = [];
  for (let at: Way | undefined = way; at !== undefined; at = at.up) parts.push(at.steps);
  return parts.reverse().flat();
}

/** The pairs from which a difference can be reached. */
function differingOf(fresh: ReadonlySet<Pair>): ReadonlySet<Pair> {
  const parents = new Map<Pair, Pair[]>();
  const out = new Set<Pair>();
  for (const pair of fresh) {
    if (pair.own.length > 0) out.add(pair);
    for (const child of pair.children ?? []) {
      if (child.pair.differs) out.add(pair);
      const list = parents.get(child.pair);
      if (list === undefined) parents.set(child.pair, [pair]);
      else list.push(pair);
    }
  }
  for (const pair of out) for (const parent of parents.get(pair) ?? []) out.add(parent);
  return out;
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
