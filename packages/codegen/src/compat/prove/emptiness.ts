import type { Atom, Node } from "../shape/atom.js";
import { lookup } from "../shape/lookup.js";
import type { Space } from "../shape/space.js";

export interface Emptiness {
  readonly node: (node: Node) => boolean;
  readonly atom: (atom: Atom) => boolean;
}

/** Proves that there is no value: a required member, or an item that has to be there, has none. */
export function createEmptiness(space: Space): Emptiness {
  const known = new Map<number, boolean>();

  const node = (of: Node): boolean => {
    if (of.id < 2) return of.id === 0;
    const answer = known.get(of.id);
    if (answer !== undefined) return answer;
    // While it is being asked it counts as inhabited, which proves less and never too much.
    known.set(of.id, false);
    const empty = space.atoms(of).every(atom);
    known.set(of.id, empty);
    return empty;
  };

  const atom = (of: Atom): boolean => {
    if (of.kind === "object") return [...of.required].some((name) => node(lookup(of, name, space.and)));
    if (of.kind !== "array") return false;
    const needed = Math.min(of.min, of.prefix.length + 1);
    return Array.from({ length: needed }, (_, i) => of.prefix[i] ?? of.items).some(node);
  };

  return { node, atom };
}
