import type { Json, JsonObject } from "../../json.js";
import type { ArrayAtom, Atom, Node, NumberAtom, ObjectAtom, StringAtom } from "../shape/atom.js";
import { hasText } from "../shape/has-text.js";
import { lookup } from "../shape/lookup.js";
import { isMember, sortedText } from "../shape/member.js";
import { matching } from "../shape/regular.js";
import type { Space } from "../shape/space.js";
import { FORMAT_SAMPLES } from "../shape/string-format.js";

export interface Sampler {
  /** A small value of a node; undefined when none was found. */
  readonly sample: (node: Node) => Json | undefined;
  readonly sampleAtom: (atom: Atom) => Json | undefined;
  /** Different small values of a node, at most `count`. */
  readonly several: (node: Node, count: number) => readonly Json[];
}

const MOST_BRANCHES = 8;

/** Makes values that are as small as the schema lets them be. */
export function createSampler(space: Space): Sampler {
  const found = new Map<number, Json>();
  const open = new Set<number>();

  const sample = (node: Node): Json | undefined => {
    if (node.id === 1) return "x";
    const known = found.get(node.id);
    if (known !== undefined) return known;
    // A value that contains itself has no end: another branch has to do.
    if (open.has(node.id)) return undefined;
    open.add(node.id);
    const value = smallest(candidatesOf(node));
    open.delete(node.id);
    if (value !== undefined) found.set(node.id, value);
    return value;
  };

  const candidatesOf = (node: Node): readonly Json[] => {
    const out: Json[] = [];
    for (const atom of inOrder(space.atoms(node))) {
      const value = sampleAtom(atom);
      if (value !== undefined && isMember(value, node, space) !== false) out.push(value);
      if (out.length >= MOST_BRANCHES) break;
    }
    return out;
  };

  const sampleAtom = (atom: Atom): Json | undefined => {
    if (atom.kind === "null") return null;
    if (atom.kind === "boolean") return atom.values[0];
    if (atom.kind === "number") return numberOf(atom);
    if (atom.kind === "string") return textsOf(atom)[0];
    return atom.kind === "array" ? arrayOf(atom) : objectOf(atom);
  };

  const arrayOf = (atom: ArrayAtom): Json | undefined => {
    const items: Json[] = [];
    for (let i = 0; i < atom.min; i += 1) {
      const node = atom.prefix[i] ?? atom.items;
      const taken = new Set(items.map(sortedText));
      const choices = atom.unique ? several(node, atom.min + 1) : [sample(node)];
      const item = choices.find(
        (value) => value !== undefined && !(atom.unique && taken.has(sortedText(value))),
      );
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  };

  const objectOf = (atom: ObjectAtom): Json | undefined => {
    const members: Record<string, Json> = {};
    const names = [...atom.required];
    for (const name of [...atom.properties.keys(), ...extraNames(atom)]) {
      if (names.length >= atom.min) break;
      if (!names.includes(name) && sample(lookup(atom, name, space.and)) !== undefined) names.push(name);
    }
    if (names.length < atom.min) return undefined;
    for (const name of names) {
      const value = sample(lookup(atom, name, space.and));
      if (value === undefined) return undefined;
      members[name] = value;
    }
    return withRules(members, atom);
  };

  /** Adds or empties members until the rules between them hold. */
  const withRules = (members: JsonObject, atom: ObjectAtom): Json => {
    let out = members;
    for (const rule of atom.rules) {
      const isSet = (name: string) => Object.hasOwn(out, name) && out[name] !== null;
      const name = rule.kind === "exclusive" ? rule.names[1] : rule.then;
      const broken =
        rule.kind === "exclusive" ? rule.names.every(isSet) : isSet(rule.when) && !isSet(rule.then);
      if (!broken) continue;
      const wanted = space
        .atoms(lookup(atom, name, space.and))
        .filter(({ kind }) => (kind === "null") === (rule.kind === "exclusive"));
      const value = wanted[0] === undefined ? undefined : sampleAtom(wanted[0]);
      if (value !== undefined) out = { ...out, [name]: value };
    }
    return out;
  };

  const several = (node: Node, count: number): readonly Json[] => {
    if (open.has(node.id)) return [];
    open.add(node.id);
    const values = valuesOf(node, count);
    open.delete(node.id);
    return values;
  };

  const valuesOf = (node: Node, count: number): readonly Json[] => {
    const values: Json[] = [];
    for (const atom of inOrder(space.atoms(node))) {
      if (atom.kind === "string") values.push(...textsOf(atom).slice(0, count));
      else if (atom.kind === "number") values.push(...numbersOf(atom, count));
      else if (atom.kind === "boolean") values.push(...atom.values);
      else {
        const value = sampleAtom(atom);
        if (value !== undefined) values.push(value);
      }
      if (values.length >= count) break;
    }
    return values.slice(0, count);
  };

  return { sample, sampleAtom, several };
}

const ORDER = ["null", "boolean", "number", "string", "array", "object"];

function inOrder(atoms: readonly Atom[]): readonly Atom[] {
  return [...atoms].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function smallest(values: readonly Json[]): Json | undefined {
  let best: Json | undefined;
  for (const value of values) if (best === undefined || weight(value) < weight(best)) best = value;
  return best;
}

/** Null says least to a reader, so that a text of one letter is preferred. */
function weight(value: Json): number {
  return value === null ? 6 : JSON.stringify(value).length;
}

export function extraNames(atom: ObjectAtom): readonly string[] {
  const free = ["a", "b", "c", "d", "e", "key"].filter((name) => !atom.properties.has(name));
  return [...atom.patterns.flatMap(({ source }) => matching([source]).slice(0, 4)), ...free];
}

/** Numbers of an atom near zero, near its bounds, and by its divisors. */
export function numbersOf(atom: NumberAtom, count = 8): readonly number[] {
  const step = atom.divisors[0] ?? 1;
  const seeds = [
    0,
    step,
    -step,
    atom.min,
    atom.min + step,
    atom.max,
    atom.max - step,
    Math.ceil(atom.min / step) * step,
    Math.floor(atom.max / step) * step,
    0.5,
    (atom.min + atom.max) / 2,
  ];
  const product = atom.divisors.reduce((all, d) => all * d, 1);
  const all = [...seeds, product, Math.ceil(atom.min / product) * product, atom.min + 0.5, atom.max - 0.5];
  for (let i = 0; i < count; i += 1) all.push((Number.isFinite(atom.min) ? Math.ceil(atom.min) : 0) + i);
  const fits = (n: number) =>
    Number.isFinite(n) &&
    (atom.minOpen ? n > atom.min : n >= atom.min) &&
    (atom.maxOpen ? n < atom.max : n <= atom.max) &&
    (!atom.integer || Number.isInteger(n)) &&
    atom.divisors.every((d) => Number.isInteger(n / d));
  return [...new Set(all.map((n) => (n === 0 ? 0 : n)).filter(fits))].slice(0, count);
}

function numberOf(atom: NumberAtom): number | undefined {
  return numbersOf(atom, 1)[0];
}

/** Past this length a text is not made: no reader would look at it. */
const LONGEST = 5_000;

/** Short texts of an atom. */
export function textsOf(atom: StringAtom): readonly string[] {
  if (atom.values !== undefined) return atom.values;
  const formats = atom.formats.flatMap((name) => FORMAT_SAMPLES[name] ?? []);
  const matched = atom.patterns.length === 0 ? [] : readable(matching(atom.patterns));
  const long = atom.minLength > 1 && atom.minLength <= LONGEST ? ["x".repeat(atom.minLength)] : [];
  const lengthened = matched.flatMap((text) => [text, stretched(text, atom.minLength)]);
  const all = [
    ...formats,
    ...lengthened,
    ...long,
    "x",
    "y",
    "",
    "other",
    "0",
    "a-b",
    "/",
    "A",
    "X1",
    "x".repeat(Math.min(atom.maxLength, 8)),
  ];
  return [...new Set(all)].filter((text) => hasText(atom, text));
}

/** Fills a text up with its last letter, for patterns that end freely. */
function stretched(text: string, length: number): string {
  return length <= LONGEST ? text.padEnd(length, text.at(-1) ?? "x") : text;
}

/** The automaton yields the first character of each class; letters read better. */
function readable(texts: readonly string[]): readonly string[] {
  // Controls are swapped for letters as long as the pattern lets them; the filter by `hasText` decides.
  const plain = texts.flatMap((text) => ["x", "a", "A", "0"].map((to) => text.replace(/[^\x20-\x7e]/gu, to)));
  return [...plain, ...texts];
}
