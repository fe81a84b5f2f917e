import type { Atom, AtomKind } from "./atom.js";

/** Keeps a rule as text; `kinds` are the JSON types that it speaks of. */
export function limited(atoms: readonly Atom[], key: string, kinds?: readonly AtomKind[]): readonly Atom[] {
  return atoms.map((atom) =>
    kinds === undefined || kinds.includes(atom.kind) ? { ...atom, limits: [...atom.limits, { key }] } : atom,
  );
}
