import type { Atom, BooleanAtom, NumberAtom, StringAtom } from "./atom.js";

/** Joins atoms that one atom can say, so that a list of words is one enum however it is written. Keeps the order. */
export function simplify(atoms: readonly Atom[]): readonly Atom[] {
  if (atoms.length < 2) return atoms;
  const out: Atom[] = [];
  for (const atom of atoms) {
    const at = out.findIndex((other) => joined(other, atom) !== undefined);
    const both = at < 0 ? undefined : joined(out[at] ?? atom, atom);
    if (both === undefined) out.push(atom);
    else out[at] = both;
  }
  return out;
}

/** One atom for the values of two, when there is one. */
function joined(a: Atom, b: Atom): Atom | undefined {
  if (!sameLimits(a, b)) return undefined;
  if (a.kind === "null" && b.kind === "null") return a;
  if (a.kind === "boolean" && b.kind === "boolean") return joinBooleans(a, b);
  if (a.kind === "string" && b.kind === "string") return joinStrings(a, b);
  if (a.kind === "number" && b.kind === "number") return joinNumbers(a, b);
  return undefined;
}

function sameLimits(a: Atom, b: Atom): boolean {
  return a.limits.length === b.limits.length && a.limits.every(({ key }, i) => b.limits[i]?.key === key);
}

function joinBooleans(a: BooleanAtom, b: BooleanAtom): Atom {
  return {
    ...a,
    values: [false, true].filter((value) => a.values.includes(value) || b.values.includes(value)),
  };
}

function joinStrings(a: StringAtom, b: StringAtom): Atom | undefined {
  if (a.values !== undefined && b.values !== undefined)
    return { ...a, values: [...new Set([...a.values, ...b.values])], openWords: a.openWords || b.openWords };
  if (isFree(a)) return a;
  if (isFree(b)) return b;
  return JSON.stringify(a) === JSON.stringify(b) ? a : undefined;
}

/** Any text. */
function isFree(atom: StringAtom): boolean {
  return (
    atom.values === undefined &&
    atom.minLength === 0 &&
    atom.maxLength === Number.POSITIVE_INFINITY &&
    atom.patterns.length + atom.formats.length + atom.without.length === 0
  );
}

function joinNumbers(a: NumberAtom, b: NumberAtom): Atom | undefined {
  if (covers(a, b)) return a;
  return covers(b, a) ? b : undefined;
}

function covers(a: NumberAtom, b: NumberAtom): boolean {
  const low = a.min < b.min || (a.min === b.min && (!a.minOpen || b.minOpen));
  const high = a.max > b.max || (a.max === b.max && (!a.maxOpen || b.maxOpen));
  return low && high && (!a.integer || b.integer) && a.divisors.every((d) => b.divisors.includes(d));
}
