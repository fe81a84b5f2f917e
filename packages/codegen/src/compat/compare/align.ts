import type { Atom, ObjectAtom } from "../shape/atom.js";
import { lookup } from "../shape/lookup.js";
import type { Bench } from "./bench.js";

/** The branches of two unions, paired by what tells them apart; the rest is new or gone. */
export interface Alignment<A extends Atom = Atom> {
  readonly pairs: readonly { readonly old: A; readonly now: A; readonly label: string }[];
  readonly gone: readonly { readonly atom: A; readonly label: string }[];
  readonly come: readonly { readonly atom: A; readonly label: string }[];
}

/** Pairs the objects of two unions: by their tag, by being the same, or by the members that they share. */
export function alignObjects(
  old: readonly ObjectAtom[],
  now: readonly ObjectAtom[],
  bench: Bench,
): Alignment<ObjectAtom> {
  const [a, b] = [old[0], now[0]];
  if (old.length === 1 && now.length === 1 && a !== undefined && b !== undefined)
    return { pairs: [{ old: a, now: b, label: "" }], gone: [], come: [] };
  const tag = tagOf([...old, ...now], bench);
  return tag === undefined ? byLikeness(old, now, bench) : byTag(old, now, tag, bench);
}

/** A member that every branch requires and that has other words in each. */
function tagOf(atoms: readonly ObjectAtom[], bench: Bench): string | undefined {
  const [first] = atoms;
  if (first === undefined) return undefined;
  return [...first.required].find((name) =>
    atoms.every((atom) => atom.required.has(name) && words(atom, name, bench).length > 0),
  );
}

function words(atom: ObjectAtom, name: string, { space }: Bench): readonly string[] {
  const member = lookup(atom, name, space.and);
  if (member.id < 2) return [];
  const atoms = space.atoms(member);
  const [only] = atoms;
  return atoms.length === 1 && only?.kind === "string" ? (only.values ?? []) : [];
}

function byTag(
  old: readonly ObjectAtom[],
  now: readonly ObjectAtom[],
  tag: string,
  bench: Bench,
): Alignment<ObjectAtom> {
  const label = (atom: ObjectAtom) => words(atom, tag, bench).join("|");
  const left = new Set(now);
  const pairs: { old: ObjectAtom; now: ObjectAtom; label: string }[] = [];
  const gone: { atom: ObjectAtom; label: string }[] = [];
  for (const atom of old) {
    const own = words(atom, tag, bench);
    // Branches that share a tag are told apart by their members.
    const same = [...left].filter((other) => words(other, tag, bench).some((word) => own.includes(word)));
    const best = mostLike(atom, same, bench);
    if (best === undefined) gone.push({ atom, label: label(atom) });
    else {
      left.delete(best);
      pairs.push({ old: atom, now: best, label: label(atom) });
    }
  }
  return { pairs, gone, come: [...left].map((atom) => ({ atom, label: label(atom) })) };
}

function byLikeness(
  old: readonly ObjectAtom[],
  now: readonly ObjectAtom[],
  bench: Bench,
): Alignment<ObjectAtom> {
  const left = new Set(now);
  const found = new Map<ObjectAtom, ObjectAtom>();
  const { fixed } = bench.space;
  // First those that are the same, so that the others are not paired with them.
  for (const atom of old) {
    const same = [...left].find((other) => other === atom || (sameNames(atom, other) && isSame(atom, other)));
    if (same !== undefined && left.delete(same)) found.set(atom, same);
  }
  for (const atom of old) {
    if (found.has(atom)) continue;
    const best = mostLike(atom, [...left], bench);
    if (best !== undefined && left.delete(best)) found.set(atom, best);
  }
  // One side may have a tag though the other has none.
  const tags = [tagOf(old, bench), tagOf(now, bench)];
  const label = (...atoms: readonly ObjectAtom[]) => {
    const named = atoms.flatMap((atom) =>
      tags.flatMap((tag) => (tag === undefined ? [] : words(atom, tag, bench))),
    );
    return named[0] ?? ([...(atoms[0]?.required ?? [])].slice(0, 3).join("+") || "object");
  };
  return {
    pairs: [...found].map(([atom, other]) => ({ old: atom, now: other, label: label(atom, other) })),
    gone: old.filter((atom) => !found.has(atom)).map((atom) => ({ atom, label: label(atom) })),
    come: [...left].map((atom) => ({ atom, label: label(atom) })),
  };

  function isSame(a: ObjectAtom, b: ObjectAtom): boolean {
    const [x, y] = [fixed([a]), fixed([b])];
    return bench.prover.within(x, y) && bench.prover.within(y, x);
  }
}

function sameNames(a: ObjectAtom, b: ObjectAtom): boolean {
  return (
    a.properties.size === b.properties.size &&
    [...a.properties.keys()].every((name) => b.properties.has(name))
  );
}

function mostLike(atom: ObjectAtom, others: readonly ObjectAtom[], bench: Bench): ObjectAtom | undefined {
  let best: ObjectAtom | undefined;
  let score = -1;
  for (const other of others) {
    const one = likeness(atom, other, bench);
    if (one > score && (one > 0 || others.length === 1)) [best, score] = [other, one];
  }
  return best;
}

/** Share of the members that both have; members with other fixed words tell against it. */
function likeness(a: ObjectAtom, b: ObjectAtom, bench: Bench): number {
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  if (names.size === 0) return 1;
  let shared = 0;
  for (const name of names) {
    if (!a.properties.has(name) || !b.properties.has(name)) continue;
    const [x, y] = [words(a, name, bench), words(b, name, bench)];
    const apart = x.length > 0 && y.length > 0 && !x.some((word) => y.includes(word));
    shared += apart ? -1 : 1;
  }
  return shared / names.size;
}
