import type { Json } from "../../json.js";
import type { Atom, AtomKind, Node, NumberAtom, ObjectAtom } from "../shape/atom.js";
import { alignObjects } from "./align.js";
import { compareArrays } from "./arrays.js";
import type { Bench } from "./bench.js";
import type { Child, Comparison, Difference, Step } from "./difference.js";
import { compareLimits } from "./limits.js";
import { compareObjects } from "./objects.js";
import { compareBooleans, compareListedNumbers, compareNumbers, compareStrings } from "./scalars.js";

export type CompareNodes = (old: Node, now: Node) => Comparison;

const KINDS: readonly AtomKind[] = ["null", "boolean", "number", "string", "array", "object"];

/** Compares nodes by the JSON types that they allow, and each type by its own rules. What was compared is kept. */
export function createCompareNodes(bench: Bench): CompareNodes {
  const compareAtoms = remembered((a: Atom, b: Atom) => comparisonOf(a, b, bench));
  const compareLists = rememberedLists((a, b) => sameKind(a, b, bench, compareAtoms));
  const compareTexts = rememberedLists((a, b) => own(compareLimits(a, b, bench)));
  return (old, now) => {
    if (old === now) return { differences: [], children: [] };
    const live = (node: Node) => bench.space.atoms(node).filter((atom) => !bench.prover.isEmptyAtom(atom));
    const [olds, nows] = [live(old), live(now)];
    if (olds.length === nows.length && olds.every((atom, i) => atom === nows[i]))
      return { differences: [], children: [] };
    const parts: Comparison[] = [typesOf(olds, nows, bench)];
    for (const kind of KINDS) {
      const [a, b] = [olds.filter((atom) => atom.kind === kind), nows.filter((atom) => atom.kind === kind)];
      if (a.length > 0 && b.length > 0) parts.push(compareLists(a, b));
    }
    const inBoth = (atoms: readonly Atom[], others: readonly Atom[]) =>
      atoms.filter(({ kind }) => others.some((other) => other.kind === kind));
    parts.push(compareTexts(inBoth(olds, nows), inBoth(nows, olds)));
    return joined(parts);
  };
}

function joined(parts: readonly Comparison[]): Comparison {
  return {
    differences: parts.flatMap(({ differences }) => differences),
    children: parts.flatMap(({ children }) => children),
  };
}

/** Differences keep their identity, so that one change that many contracts share is one change. */
function remembered(compare: (a: Atom, b: Atom) => Comparison): (a: Atom, b: Atom) => Comparison {
  const known = new WeakMap<Atom, WeakMap<Atom, Comparison>>();
  return (a, b) => {
    let inner = known.get(a);
    if (inner === undefined) known.set(a, (inner = new WeakMap()));
    let found = inner.get(b);
    if (found === undefined) inner.set(b, (found = compare(a, b)));
    return found;
  };
}

type CompareLists = (a: readonly Atom[], b: readonly Atom[]) => Comparison;

/** The same for the branches of unions. */
function rememberedLists(compare: CompareLists): CompareLists {
  const known = new WeakMap<
    Atom,
    { readonly a: readonly Atom[]; readonly b: readonly Atom[]; readonly found: Comparison }[]
  >();
  const same = (x: readonly Atom[], y: readonly Atom[]) =>
    x.length === y.length && x.every((atom, i) => atom === y[i]);
  return (a, b) => {
    const [first] = a;
    if (first === undefined) return compare(a, b);
    const list = known.get(first) ?? [];
    known.set(first, list);
    const earlier = list.find((one) => same(one.a, a) && same(one.b, b));
    if (earlier !== undefined) return earlier.found;
    const found = compare(a, b);
    list.push({ a, b, found });
    return found;
  };
}

function comparisonOf(a: Atom, b: Atom, bench: Bench): Comparison {
  if (a.kind === "array" && b.kind === "array") return compareArrays(a, b, bench);
  if (a.kind === "object" && b.kind === "object") return compareObjects(a, b, bench);
  return own(scalar(a, b));
}

function scalar(a: Atom, b: Atom): readonly Difference[] {
  if (a.kind === "boolean" && b.kind === "boolean") return compareBooleans(a, b);
  if (a.kind === "number" && b.kind === "number") return compareNumbers(a, b);
  if (a.kind === "string" && b.kind === "string") return compareStrings(a, b);
  return [];
}

function own(differences: readonly Difference[]): Comparison {
  return { differences: differences.map((difference) => ({ steps: [], difference })), children: [] };
}

/** JSON types that only one side allows. */
function typesOf(old: readonly Atom[], now: readonly Atom[], { sampler }: Bench): Comparison {
  const missing = (from: readonly Atom[], in_: readonly Atom[]) =>
    from.filter((atom) => !in_.some(({ kind }) => kind === atom.kind));
  const [removed, added] = [missing(old, now), missing(now, old)];
  const values = (atoms: readonly Atom[]) => () =>
    atoms.map(sampler.sampleAtom).filter((value): value is Json => value !== undefined);
  const isNull = ({ kind }: Atom) => kind === "null";
  const out: Difference[] = [];
  if (added.some(isNull)) out.push({ rule: "null-added", detail: "", after: () => [null] });
  if (removed.some(isNull)) out.push({ rule: "null-removed", detail: "", before: () => [null] });
  const [more, fewer] = [added.filter((atom) => !isNull(atom)), removed.filter((atom) => !isNull(atom))];
  if (more.length > 0) out.push({ rule: "type-added", detail: names(more), after: values(more) });
  if (fewer.length > 0) out.push({ rule: "type-removed", detail: names(fewer), before: values(fewer) });
  return own(out);
}

function names(atoms: readonly Atom[]): string {
  const words = atoms.map((atom) => (atom.kind === "number" && atom.integer ? "integer" : atom.kind));
  return [...new Set(words)].join(", ");
}

function sameKind(
  old: readonly Atom[],
  now: readonly Atom[],
  bench: Bench,
  compareAtoms: (a: Atom, b: Atom) => Comparison,
): Comparison {
  const [a, b] = [old[0], now[0]];
  if (old.length === 1 && now.length === 1 && a !== undefined && b !== undefined) return compareAtoms(a, b);
  if (old.every(isObject) && now.every(isObject)) return branches(old, now, bench, compareAtoms);
  if (old.every(isSingle) && now.every(isSingle)) return own(compareListedNumbers(old, now));
  return oneByOne(old, now, bench, compareAtoms);
}

function isObject(atom: Atom): atom is ObjectAtom {
  return atom.kind === "object";
}

/** A listed number. */
function isSingle(atom: Atom): atom is NumberAtom {
  return atom.kind === "number" && atom.min === atom.max;
}

function branches(
  old: readonly ObjectAtom[],
  now: readonly ObjectAtom[],
  bench: Bench,
  compareAtoms: (a: Atom, b: Atom) => Comparison,
): Comparison {
  const { pairs, gone, come } = alignObjects(old, now, bench);
  const value = (atom: Atom) => () =>
    [bench.sampler.sampleAtom(atom)].filter((one): one is Json => one !== undefined);
  const parts = pairs.map(({ old: a, now: b, label }) => within(compareAtoms(a, b), label));
  parts.push(
    own([
      ...come.map(({ atom, label }) => ({ rule: "branch-added", detail: label, after: value(atom) })),
      ...gone.map(({ atom, label }) => ({ rule: "branch-removed", detail: label, before: value(atom) })),
    ]),
  );
  return joined(parts);
}

/** Puts the name of a branch before the places inside it. */
function within({ differences, children }: Comparison, label: string): Comparison {
  if (label === "") return { differences, children };
  const step: Step = { kind: "branch", label };
  return {
    differences: differences.map(({ steps, difference }) => ({ steps: [step, ...steps], difference })),
    children: children.map((child): Child => ({ ...child, steps: [step, ...child.steps] })),
  };
}

/** Unions of one JSON type without a tag: in order when there are as many, else as one difference. */
function oneByOne(
  old: readonly Atom[],
  now: readonly Atom[],
  bench: Bench,
  compareAtoms: (a: Atom, b: Atom) => Comparison,
): Comparison {
  const { space, sampler, prover } = bench;
  const [was, is] = [space.fixed(old), space.fixed(now)];
  const [kept, back] = [prover.within(was, is), prover.within(is, was)];
  if (kept && back) return { differences: [], children: [] };
  const values = (node: Node) => () => sampler.several(node, 24);
  if (old.length === now.length) {
    const parts = old.map((atom, i) => compareAtoms(atom, now[i] ?? atom));
    return joined(parts);
  }
  return own([
    {
      rule: "shape-changed",
      detail: "",
      ...(kept ? {} : { before: values(was) }),
      ...(back ? {} : { after: values(is) }),
    },
  ]);
}
