import type { Atom, Node, NumberAtom, ObjectAtom, StringAtom } from "./atom.js";
import { hasText } from "./has-text.js";
import { lookup } from "./lookup.js";
import type { Space } from "./space.js";

/** Proves that two atoms have no value in common; false means "not proven". */
export function areDisjoint(a: Atom, b: Atom, space: Space, depth = 3): boolean {
  if (a.kind !== b.kind) return true;
  if (a.kind === "boolean" && b.kind === "boolean")
    return !a.values.some((value) => b.values.includes(value));
  if (a.kind === "number" && b.kind === "number") return numbersApart(a, b);
  if (a.kind === "string" && b.kind === "string") return stringsApart(a, b);
  if (a.kind === "object" && b.kind === "object") return objectsApart(a, b, space, depth);
  return false;
}

function numbersApart(a: NumberAtom, b: NumberAtom): boolean {
  const before = (x: NumberAtom, y: NumberAtom) =>
    x.max < y.min || (x.max === y.min && (x.maxOpen || y.minOpen));
  return before(a, b) || before(b, a);
}

function stringsApart(a: StringAtom, b: StringAtom): boolean {
  if (a.values !== undefined) return !a.values.some((value) => hasText(b, value));
  if (b.values !== undefined) return !b.values.some((value) => hasText(a, value));
  return a.maxLength < b.minLength || b.maxLength < a.minLength;
}

function objectsApart(a: ObjectAtom, b: ObjectAtom, space: Space, depth: number): boolean {
  if (a.required.size > b.max || b.required.size > a.max) return true;
  for (const name of [...a.required, ...b.required]) {
    const [left, right] = [lookup(a, name, space.and), lookup(b, name, space.and)];
    if (left.id === 0 || right.id === 0) return true;
    if (
      a.required.has(name) &&
      b.required.has(name) &&
      depth > 0 &&
      nodesApart(left, right, space, depth - 1)
    )
      return true;
  }
  return false;
}

function nodesApart(a: Node, b: Node, space: Space, depth: number): boolean {
  if (a === b) return false;
  return space.atoms(a).every((x) => space.atoms(b).every((y) => areDisjoint(x, y, space, depth)));
}
