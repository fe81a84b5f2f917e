import type { Atom, NumberAtom, ObjectAtom, StringAtom } from "../shape/atom.js";
import { lookup } from "../shape/lookup.js";
import type { Space } from "../shape/space.js";

const MOST_PARTS = 64;

/**
 * Parts of an atom that together are all of it, so that each may lie in another branch of the other side:
 * single words, numbers between bounds, objects told apart by one member. Undefined when it does not divide.
 */
export function splitAtom(atom: Atom, others: readonly Atom[], space: Space): readonly Atom[] | undefined {
  if (atom.kind === "boolean" && atom.values.length > 1)
    return atom.values.map((value) => ({ ...atom, values: [value] }));
  if (atom.kind === "string") return splitWords(atom);
  if (atom.kind === "number")
    return splitRange(
      atom,
      others.filter((other) => other.kind === "number"),
    );
  if (atom.kind === "object") return splitObject(atom, space);
  return undefined;
}

function splitWords(atom: StringAtom): readonly Atom[] | undefined {
  if (atom.values === undefined || atom.values.length < 2) return undefined;
  return atom.values.map((value) => ({ ...atom, values: [value] }));
}

/** Cuts at the bounds of the other side. */
function splitRange(atom: NumberAtom, others: readonly NumberAtom[]): readonly Atom[] | undefined {
  const step = atom.integer ? 1 : 0;
  for (const { max, maxOpen } of others) {
    const inside = max >= atom.min && max < atom.max && Number.isFinite(max) && Math.abs(max) < 2 ** 52;
    if (!inside) continue;
    const cut = atom.integer ? Math.floor(max) : max;
    const below = { ...atom, max: cut, maxOpen: !atom.integer && maxOpen };
    const above = { ...atom, min: cut + step, minOpen: !atom.integer && !maxOpen };
    if (below.min <= below.max && above.min <= above.max) return [below, above];
  }
  return undefined;
}

/** Cuts at the words, or else the JSON types, of a required member. */
function splitObject(atom: ObjectAtom, space: Space): readonly Atom[] | undefined {
  for (const name of atom.required) {
    const member = lookup(atom, name, space.and);
    if (member.id === 1) continue;
    const parts = space.atoms(member).flatMap((one) => {
      if (one.kind === "boolean") return one.values.map((value) => ({ ...one, values: [value] }));
      return (one.kind === "string" ? splitWords(one) : undefined) ?? [one];
    });
    if (parts.length < 2 || parts.length > MOST_PARTS) continue;
    return parts.map((part) => ({
      ...atom,
      properties: new Map([...atom.properties, [name, space.fixed([part])]]),
    }));
  }
  return undefined;
}
