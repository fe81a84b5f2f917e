import {
  type ArrayAtom,
  type Atom,
  type MemberRule,
  type NumberAtom,
  type ObjectAtom,
  type StringAtom,
  TEXT,
} from "../shape/atom.js";
import { hasText } from "../shape/has-text.js";
import { divides } from "../shape/intersect.js";
import { lookup } from "../shape/lookup.js";
import { patternIncluded } from "../shape/regular.js";
import type { Prover } from "./subsume.js";

/** Proves that the values of one atom are values of another. */
export function atomWithin(a: Atom, b: Atom, prover: Prover): boolean {
  if (a === b) return true;
  if (!b.limits.every(({ key }) => a.limits.some((limit) => limit.key === key))) return false;
  if (a.kind === "null" && b.kind === "null") return true;
  if (a.kind === "boolean" && b.kind === "boolean")
    return a.values.every((value) => b.values.includes(value));
  if (a.kind === "number" && b.kind === "number") return numberWithin(a, b);
  if (a.kind === "string" && b.kind === "string") return stringWithin(a, b);
  if (a.kind === "array" && b.kind === "array") return arrayWithin(a, b, prover);
  if (a.kind === "object" && b.kind === "object") return objectWithin(a, b, prover);
  return false;
}

function numberWithin(a: NumberAtom, b: NumberAtom): boolean {
  const low = a.min > b.min || (a.min === b.min && (!b.minOpen || a.minOpen));
  const high = a.max < b.max || (a.max === b.max && (!b.maxOpen || a.maxOpen));
  const single = a.min === a.max;
  const whole = !b.integer || a.integer;
  // Multiples of a multiple are multiples; for fractions rounding would have to be looked at.
  const divided = b.divisors.every(
    (d) =>
      (single && divides(d, a.min)) ||
      a.divisors.includes(d) ||
      (Number.isInteger(d) && a.divisors.some((e) => Number.isInteger(e) && e % d === 0)),
  );
  return low && high && whole && divided;
}

function stringWithin(a: StringAtom, b: StringAtom): boolean {
  if (a.values !== undefined) return a.values.every((value) => hasText(b, value));
  if (b.values !== undefined) return false;
  return (
    a.minLength >= b.minLength &&
    a.maxLength <= b.maxLength &&
    b.formats.every((format) => a.formats.includes(format)) &&
    b.without.every((value) => a.without.includes(value) || !hasText(a, value)) &&
    b.patterns.every((pattern) => patternIncluded(a.patterns, pattern).proven)
  );
}

function arrayWithin(a: ArrayAtom, b: ArrayAtom, prover: Prover): boolean {
  const max = prover.isEmpty(a.items) ? Math.min(a.max, a.prefix.length) : a.max;
  if (a.min < b.min || max > b.max) return false;
  if (b.unique && !a.unique && max > 1) return false;
  const places = Math.min(Math.max(a.prefix.length, b.prefix.length), max);
  for (let i = 0; i < places; i += 1) {
    if (!prover.within(a.prefix[i] ?? a.items, b.prefix[i] ?? b.items)) return false;
  }
  return max <= places || prover.within(a.items, b.items);
}

function objectWithin(a: ObjectAtom, b: ObjectAtom, prover: Prover): boolean {
  const { space, within } = prover;
  for (const name of b.required) if (!a.required.has(name)) return false;
  if (Math.max(a.min, a.required.size) < b.min) return false;
  if (mostMembers(a, prover) > b.max) return false;
  if (!b.rules.every((rule) => keepsRule(a, rule, prover))) return false;
  for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    if (!within(lookup(a, name, space.and), lookup(b, name, space.and))) return false;
    if (!nameWithin(name, a, b, prover)) return false;
  }
  return otherMembersWithin(a, b, prover);
}

/** The members that neither side names. */
function otherMembersWithin(a: ObjectAtom, b: ObjectAtom, prover: Prover): boolean {
  const { within, isEmpty } = prover;
  const none = isEmpty(a.extra) && a.patterns.every(({ node }) => isEmpty(node));
  if (none) return true;
  if (b.names !== undefined && !within(prover.space.and(a.names ?? TEXT, TEXT), b.names)) return false;
  if (b.patterns.length === 0)
    return [a.extra, ...a.patterns.map(({ node }) => node)].every((node) => within(node, b.extra));
  // Each of our names has to keep every pattern of theirs that it may match.
  if (b.patterns.every(({ node }) => node.id === 1))
    return [a.extra, ...a.patterns.map((p) => p.node)].every((n) => within(n, b.extra));
  const same =
    a.patterns.length === b.patterns.length &&
    b.patterns.every(({ source }) => a.patterns.some((p) => p.source === source));
  if (!same) return false;
  const theirs = new Map(b.patterns.map(({ source, node }) => [source, node]));
  return (
    within(a.extra, b.extra) &&
    a.patterns.every(({ source, node }) => within(node, theirs.get(source) ?? b.extra))
  );
}

function nameWithin(name: string, a: ObjectAtom, b: ObjectAtom, prover: Prover): boolean {
  if (b.names === undefined || prover.isEmpty(lookup(a, name, prover.space.and))) return true;
  if (prover.within(prover.space.and(a.names ?? TEXT, TEXT), b.names)) return true;
  return prover.space
    .atoms(b.names)
    .some((atom) => atom.kind === "string" && atom.limits.length === 0 && hasText(atom, name));
}

function mostMembers(a: ObjectAtom, prover: Prover): number {
  if (a.patterns.length > 0 || !prover.isEmpty(a.extra)) return a.max;
  const possible = [...a.properties.values()].filter((node) => !prover.isEmpty(node)).length;
  return Math.min(a.max, possible);
}

/** A rule between members holds when the other side has it, or when its members cannot break it. */
function keepsRule(a: ObjectAtom, rule: MemberRule, prover: Prover): boolean {
  const text = JSON.stringify(rule);
  if (a.rules.some((own) => JSON.stringify(own) === text)) return true;
  if (rule.kind === "exclusive") {
    const [x, y] = rule.names;
    const swapped = a.rules.some(
      (own) => own.kind === "exclusive" && own.names.includes(x) && own.names.includes(y),
    );
    return swapped || rule.names.some((name) => isNeverSet(a, name, prover));
  }
  return isNeverSet(a, rule.when, prover) || isAlwaysSet(a, rule.then, prover);
}

function isNeverSet(a: ObjectAtom, name: string, { space }: Prover): boolean {
  return space.atoms(lookup(a, name, space.and)).every(({ kind }) => kind === "null");
}

function isAlwaysSet(a: ObjectAtom, name: string, { space }: Prover): boolean {
  return a.required.has(name) && space.atoms(lookup(a, name, space.and)).every(({ kind }) => kind !== "null");
}
