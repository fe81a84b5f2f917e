import {
  ANY_ATOMS,
  type ArrayAtom,
  type Atom,
  type BooleanAtom,
  NONE,
  type Node,
  type NumberAtom,
  type ObjectAtom,
  type StringAtom,
} from "./atom.js";
import { hasText } from "./has-text.js";
import { lookup } from "./lookup.js";

export type And = (a: Node, b: Node) => Node;

/** Past this many branches the second side is kept as a rule to be compared as text. */
const MAX_ATOMS = 256;

/** The values of both sides; undefined when that would be too many branches. */
export function intersectAtoms(
  left: readonly Atom[],
  right: readonly Atom[],
  and: And,
): readonly Atom[] | undefined {
  const out: Atom[] = [];
  for (const a of left)
    for (const b of right) {
      const both = intersectAtom(a, b, and);
      if (both !== undefined) out.push(both);
      if (out.length > MAX_ATOMS) return undefined;
    }
  return out;
}

/** The values of two atoms of one JSON type; undefined when there are none. */
export function intersectAtom(a: Atom, b: Atom, and: And): Atom | undefined {
  // The atom itself stays: what is the same is told by identity.
  if (a.kind === b.kind && ANY_ATOMS.includes(a)) return b;
  if (a.kind === b.kind && ANY_ATOMS.includes(b)) return a;
  if (a.kind === "null" && b.kind === "null") return { ...a, limits: limitsOf(a, b) };
  if (a.kind === "boolean" && b.kind === "boolean") return booleans(a, b);
  if (a.kind === "number" && b.kind === "number") return numbers(a, b);
  if (a.kind === "string" && b.kind === "string") return strings(a, b);
  if (a.kind === "array" && b.kind === "array") return arrays(a, b, and);
  if (a.kind === "object" && b.kind === "object") return objects(a, b, and);
  return undefined;
}

function limitsOf(a: Atom, b: Atom): Atom["limits"] {
  if (b.limits.length === 0) return a.limits;
  if (a.limits.length === 0) return b.limits;
  const known = new Set(a.limits.map(({ key }) => key));
  return [...a.limits, ...b.limits.filter(({ key }) => !known.has(key))];
}

function booleans(a: BooleanAtom, b: BooleanAtom): Atom | undefined {
  const values = a.values.filter((value) => b.values.includes(value));
  return values.length === 0 ? undefined : { kind: "boolean", values, limits: limitsOf(a, b) };
}

function numbers(a: NumberAtom, b: NumberAtom): Atom | undefined {
  return tidyNumber({
    kind: "number",
    min: Math.max(a.min, b.min),
    minOpen: (a.minOpen && a.min >= b.min) || (b.minOpen && b.min >= a.min),
    max: Math.min(a.max, b.max),
    maxOpen: (a.maxOpen && a.max <= b.max) || (b.maxOpen && b.max <= a.max),
    integer: a.integer || b.integer,
    divisors: [...new Set([...a.divisors, ...b.divisors])],
    limits: limitsOf(a, b),
  });
}

/** Bounds of integers as closed integers; undefined when no number is left. */
export function tidyNumber(atom: NumberAtom): NumberAtom | undefined {
  let { min, max, minOpen, maxOpen } = atom;
  if (atom.integer) {
    if (Number.isFinite(min))
      [min, minOpen] = [minOpen && Number.isInteger(min) ? min + 1 : Math.ceil(min), false];
    if (Number.isFinite(max))
      [max, maxOpen] = [maxOpen && Number.isInteger(max) ? max - 1 : Math.floor(max), false];
  }
  if (min > max || (min === max && (minOpen || maxOpen))) return undefined;
  const single = min === max;
  if (single && ((atom.integer && !Number.isInteger(min)) || atom.divisors.some((d) => !divides(d, min))))
    return undefined;
  return { ...atom, min, max, minOpen, maxOpen, integer: atom.integer || (single && Number.isInteger(min)) };
}

/** As Ajv judges `multipleOf`. */
export function divides(divisor: number, value: number): boolean {
  return Number.isInteger(value / divisor);
}

function strings(a: StringAtom, b: StringAtom): Atom | undefined {
  const both: StringAtom = {
    kind: "string",
    values: a.values ?? b.values,
    minLength: Math.max(a.minLength, b.minLength),
    maxLength: Math.min(a.maxLength, b.maxLength),
    patterns: union(a.patterns, b.patterns),
    formats: union(a.formats, b.formats),
    without: union(a.without, b.without),
    openWords: a.openWords || b.openWords,
    limits: limitsOf(a, b),
  };
  if (a.values !== undefined && b.values !== undefined) {
    const known = new Set(b.values);
    return tidyString({ ...both, values: a.values.filter((value) => known.has(value)) });
  }
  return tidyString(both);
}

/** Listed values carry no other rule; undefined when no text is left. */
export function tidyString(atom: StringAtom): StringAtom | undefined {
  if (atom.minLength > atom.maxLength) return undefined;
  if (atom.values === undefined) return atom;
  const values = atom.values.filter((value) => hasText({ ...atom, values: undefined }, value));
  if (values.length === 0) return undefined;
  return {
    ...atom,
    values,
    minLength: 0,
    maxLength: Number.POSITIVE_INFINITY,
    patterns: [],
    formats: [],
    without: [],
  };
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return b.length === 0 ? a : a.length === 0 ? b : [...new Set([...a, ...b])];
}

function arrays(a: ArrayAtom, b: ArrayAtom, and: And): Atom | undefined {
  const length = Math.max(a.prefix.length, b.prefix.length);
  const prefix = Array.from({ length }, (_, i) => and(a.prefix[i] ?? a.items, b.prefix[i] ?? b.items));
  return tidyArray({
    kind: "array",
    prefix,
    items: and(a.items, b.items),
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    unique: a.unique || b.unique,
    limits: limitsOf(a, b),
  });
}

/** An array that may hold no more items says so by its length; undefined when no array is left. */
export function tidyArray(atom: ArrayAtom): ArrayAtom | undefined {
  const dead = atom.prefix.indexOf(NONE);
  const end = dead >= 0 ? dead : atom.items === NONE ? atom.prefix.length : Number.POSITIVE_INFINITY;
  const max = Math.min(atom.max, end);
  return atom.min > max ? undefined : { ...atom, max };
}

function objects(a: ObjectAtom, b: ObjectAtom, and: And): Atom | undefined {
  // Patterns of one side meet everything that the other has to say: beyond the easy case they stay a rule.
  const [plain, other] = a.patterns.length === 0 ? [a, b] : [b, a];
  const mixed = other.patterns.length > 0 && (plain.patterns.length > 0 || plain.extra.id > 1);
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  const properties = new Map<string, Node>();
  for (const name of names) properties.set(name, and(lookup(a, name, and), lookup(b, name, and)));
  const limits = limitsOf(a, b);
  const patternKey = () =>
    `patterns:${[...a.patterns, ...b.patterns].map((p) => `${p.source}=${p.node.id}`)}`;
  return tidyObject({
    kind: "object",
    properties,
    required: a.required.size === 0 ? b.required : new Set([...a.required, ...b.required]),
    patterns: mixed || plain.extra === NONE ? [] : other.patterns,
    extra: and(a.extra, b.extra),
    names: a.names === undefined ? b.names : b.names === undefined ? a.names : and(a.names, b.names),
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    rules: [...a.rules, ...b.rules],
    tolerated: a.tolerated && b.tolerated,
    limits: mixed ? [...limits, { key: patternKey() }] : limits,
  });
}

/** Undefined when a member that has to be there cannot be. */
export function tidyObject(atom: ObjectAtom): ObjectAtom | undefined {
  if (atom.min > atom.max || atom.required.size > atom.max) return undefined;
  for (const name of atom.required) {
    const node = atom.properties.get(name) ?? (atom.patterns.length === 0 ? atom.extra : undefined);
    if (node === NONE) return undefined;
  }
  return atom;
}
