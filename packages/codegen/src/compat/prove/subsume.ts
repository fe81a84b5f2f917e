import type { Atom, Node } from "../shape/atom.js";
import type { Space } from "../shape/space.js";
import { atomWithin } from "./atom-within.js";
import { createEmptiness } from "./emptiness.js";
import { splitAtom } from "./split-atom.js";

export interface Prover {
  /** True when every value of the first is proven to be one of the second; false means "not proven". */
  readonly within: (a: Node, b: Node) => boolean;
  /** True when a node is proven to have no values. */
  readonly isEmpty: (node: Node) => boolean;
  readonly isEmptyAtom: (atom: Atom) => boolean;
  readonly space: Space;
}

/** Past this the answer is "not proven": no message is nested so deep without recursion, which closes by itself. */
const DEEPEST = 300;

/**
 * Subsumption by structural rules. Recursion is coinductive: a question that comes up while it is being answered
 * holds as long as nothing refutes it, and everything that leaned on it is forgotten when something does.
 */
export function createProver(space: Space): Prover {
  const known = new Map<string, boolean>();
  const trail: string[] = [];
  let depth = 0;
  const emptiness = createEmptiness(space);

  const within = (a: Node, b: Node): boolean => {
    if (a === b || b.id === 1 || a.id === 0) return true;
    const key = `${a.id}<${b.id}`;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    if (depth >= DEEPEST) return false;
    const mark = trail.push(key) - 1;
    known.set(key, true);
    depth += 1;
    const proven = atomsWithin(space.atoms(a), space.atoms(b));
    depth -= 1;
    if (proven) {
      if (mark === 0) trail.length = 0;
      return true;
    }
    // What was proven since may have leaned on this.
    for (const leaning of trail.splice(mark)) known.delete(leaning);
    known.set(key, false);
    return false;
  };

  const prover: Prover = { within, isEmpty: emptiness.node, isEmptyAtom: emptiness.atom, space };

  const atomsWithin = (left: readonly Atom[], right: readonly Atom[]): boolean =>
    left.every((atom) =>
      isWithin(
        atom,
        right.filter(({ kind }) => kind === atom.kind),
        2,
      ),
    );

  const isWithin = (atom: Atom, right: readonly Atom[], splits: number): boolean => {
    if (right.some((other) => atomWithin(atom, other, prover))) return true;
    if (emptiness.atom(atom)) return true;
    if (splits === 0 || right.length === 0) return false;
    const parts = splitAtom(atom, right, space);
    return parts?.every((part) => isWithin(part, right, splits - 1)) ?? false;
  };

  return prover;
}
