import type { Json, JsonObject } from "../../json.js";
import {
  type ArrayAtom,
  type Atom,
  kindOf,
  type MemberRule,
  type Node,
  type NumberAtom,
  type ObjectAtom,
} from "./atom.js";
import { hasText } from "./has-text.js";
import { divides } from "./intersect.js";
import { lookup } from "./lookup.js";
import type { Space } from "./space.js";

/** Whether a value is one of a node; undefined when a rule that is only kept as text decides. */
export function isMember(value: Json, node: Node, space: Space): boolean | undefined {
  if (node.id === 1) return true;
  const kind = kindOf(value);
  let answer: boolean | undefined = false;
  for (const atom of space.atoms(node)) {
    if (atom.kind !== kind) continue;
    const one = inAtom(value, atom, space);
    if (one === true) return true;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

/** Whether a value is one of an atom; undefined when a rule that is only kept as text decides. */
export function inAtom(value: Json, atom: Atom, space: Space): boolean | undefined {
  const shape = inShape(value, atom, space);
  return shape === true && atom.limits.length > 0 ? undefined : shape;
}

function inShape(value: Json, atom: Atom, space: Space): boolean | undefined {
  if (atom.kind !== kindOf(value)) return false;
  if (atom.kind === "boolean") return atom.values.some((one) => one === value);
  if (atom.kind === "number") return isNumber(Number(value), atom);
  if (atom.kind === "string") return hasText(atom, String(value));
  // kindOf has told arrays and objects apart.
  if (atom.kind === "array") return isArray(value as readonly Json[], atom, space);
  if (atom.kind === "object") return isObject(value as JsonObject, atom, space);
  return true;
}

function isNumber(value: number, atom: NumberAtom): boolean {
  const low = atom.minOpen ? value > atom.min : value >= atom.min;
  const high = atom.maxOpen ? value < atom.max : value <= atom.max;
  return (
    low && high && (!atom.integer || Number.isInteger(value)) && atom.divisors.every((d) => divides(d, value))
  );
}

function isArray(items: readonly Json[], atom: ArrayAtom, space: Space): boolean | undefined {
  if (items.length < atom.min || items.length > atom.max) return false;
  if (atom.unique && new Set(items.map(sortedText)).size < items.length) return false;
  return every(items.map((item, i) => () => isMember(item, atom.prefix[i] ?? atom.items, space)));
}

function isObject(value: JsonObject, atom: ObjectAtom, space: Space): boolean | undefined {
  const names = Object.keys(value);
  if (names.length < atom.min || names.length > atom.max) return false;
  for (const name of atom.required) if (!Object.hasOwn(value, name)) return false;
  if (!atom.rules.every((rule) => keepsRule(value, rule))) return false;
  const free = atom.names;
  return every([
    ...(free === undefined ? [] : names.map((name) => () => isMember(name, free, space))),
    ...names.map((name) => () => isMember(value[name] ?? null, lookup(atom, name, space.and), space)),
  ]);
}

function keepsRule(value: JsonObject, rule: MemberRule): boolean {
  const isSet = (name: string) => Object.hasOwn(value, name) && value[name] !== null;
  if (rule.kind === "exclusive") return !rule.names.every(isSet);
  const [exception] = Object.entries(rule.unless ?? {});
  const excused =
    exception !== undefined && Object.hasOwn(value, exception[0]) && value[exception[0]] === exception[1];
  return !isSet(rule.when) || isSet(rule.then) || excused;
}

function every(parts: readonly (() => boolean | undefined)[]): boolean | undefined {
  let answer: boolean | undefined = true;
  for (const part of parts) {
    const one = part();
    if (one === false) return false;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

/** Equal values have equal texts, whatever the order of their keys. */
export function sortedText(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
