import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { below } from "../schema-set.js";
import { ANY_ATOMS, type Atom, type AtomKind, type Node } from "./atom.js";
import { atomOfValue } from "./atom-of-value.js";
import { canonicalText } from "./canonical-text.js";
import { areDisjoint } from "./disjoint.js";
import { intersectAtoms } from "./intersect.js";
import { keywordAtoms } from "./keyword-atoms.js";
import { limited } from "./limited.js";
import { withoutNegated } from "./negation.js";
import type { Reading } from "./reading.js";
import { simplify } from "./simplify.js";
import type { Space } from "./space.js";

/** The union of atoms that a schema stands for. */
export function atomsOfSchema(node: Node, space: Space): readonly Atom[] {
  const { side, location } = node.schema ?? fail();
  const schema = space.written(node);
  if (!isJsonObject(schema)) return schema === false ? [] : ANY_ATOMS;
  const reading: Reading = {
    space,
    side,
    location,
    schema,
    inner: (...segments) => space.node(side, below(location, ...segments)),
    contracts: space.set(side).dialect === "contracts",
    tolerant: side.endsWith("tolerant"),
  };
  let atoms: readonly Atom[] = keywordAtoms(reading);
  for (const [keyword, read] of Object.entries(COMBINATORS)) {
    if (atoms.length === 0) return [];
    const value = schema[keyword];
    if (value !== undefined) atoms = read(atoms, value, reading);
  }
  return simplify(atoms);
}

function fail(): never {
  throw new Error("a node without a schema has atoms of its own");
}

type Combinator = (atoms: readonly Atom[], value: Json, reading: Reading) => readonly Atom[];

const COMBINATORS: Readonly<Record<string, Combinator>> = {
  enum: (atoms, value, reading) => {
    const open = reading.contracts && reading.schema["x-open"] === true;
    if (!Array.isArray(value) || (open && reading.tolerant)) return atoms;
    return meet(
      atoms,
      value.map((item: Json) => openWord(atomOfValue(item, reading.space), open)),
      "enum",
      reading,
    );
  },
  const: (atoms, value, reading) => meet(atoms, [atomOfValue(value, reading.space)], "const", reading),
  $ref: (atoms, value, reading) => {
    const target = reading.space.set(reading.side).resolve(String(value), reading.location);
    if (target === undefined) return limited(atoms, `unresolved:${String(value)}`);
    return meet(atoms, reading.space.atoms(reading.space.node(reading.side, target)), "$ref", reading);
  },
  $dynamicRef: (atoms, value) => limited(atoms, `dynamic:${String(value)}`),
  $recursiveRef: (atoms, value) => limited(atoms, `dynamic:${String(value)}`),
  allOf: (atoms, value, reading) => {
    // In our dialect `allOf` beside rules between members says these rules in standard keywords.
    const derived = "x-exclusive" in reading.schema || "x-requires" in reading.schema;
    if (!Array.isArray(value) || (reading.contracts && derived)) return atoms;
    return value.reduce<readonly Atom[]>(
      (out, _, i) => meet(out, reading.space.atoms(reading.inner("allOf", String(i))), `allOf/${i}`, reading),
      atoms,
    );
  },
  anyOf: (atoms, value, reading) => {
    if (!Array.isArray(value)) return atoms;
    const branches = value.flatMap((_, i) => reading.space.atoms(reading.inner("anyOf", String(i))));
    return meet(atoms, branches, "anyOf", reading);
  },
  oneOf: (atoms, value, reading) => {
    if (!Array.isArray(value)) return atoms;
    const branches = value.map((_, i) => reading.space.atoms(reading.inner("oneOf", String(i))));
    const met = meet(atoms, [...branches.flat(), ...unknownTag(reading)], "oneOf", reading);
    return allDisjoint(branches, reading.space)
      ? met
      : limited(met, `oneOf:${canonicalText(value, reading)}`);
  },
  not: (atoms, value, reading) =>
    withoutNegated(atoms, value) ?? limited(atoms, `not:${canonicalText(value, reading)}`),
  if: (atoms, _, reading) =>
    limited(atoms, `if:${canonicalText(pick(reading.schema, ["if", "then", "else"]), reading)}`),
};

function pick(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => keys.includes(key)));
}

function openWord(atom: Atom, open: boolean): Atom {
  return open && atom.kind === "string" ? { ...atom, openWords: true } : atom;
}

function meet(
  atoms: readonly Atom[],
  more: readonly Atom[],
  keyword: string,
  reading: Reading,
): readonly Atom[] {
  const both = intersectAtoms(atoms, more, reading.space.and);
  const [name = ""] = keyword.split("/");
  return both ?? limited(atoms, `${name}:${canonicalText(reading.schema[name] ?? null, reading)}`);
}

function allDisjoint(branches: readonly (readonly Atom[])[], space: Space): boolean {
  return branches.every((left, i) =>
    branches.slice(i + 1).every((right) => left.every((a) => right.every((b) => areDisjoint(a, b, space)))),
  );
}

/** Tolerant readers of an open tagged union pass any object with a tag that is not listed. */
function unknownTag(reading: Reading): readonly Atom[] {
  const { schema, contracts, tolerant, space } = reading;
  const { oneOf, discriminator } = schema;
  if (!contracts || !tolerant || schema["x-open"] !== true || !Array.isArray(oneOf)) return [];
  const tag = isJsonObject(discriminator) ? String(discriminator["propertyName"]) : "";
  const known = oneOf.flatMap((_, i) =>
    space.atoms(reading.inner("oneOf", String(i))).flatMap((atom) => {
      const member = atom.kind === "object" ? atom.properties.get(tag) : undefined;
      return member === undefined
        ? []
        : space.atoms(member).flatMap((a) => (a.kind === "string" ? (a.values ?? []) : []));
    }),
  );
  const [object, text] = [ANY_ATOMS.find(isKind("object")), ANY_ATOMS.find(isKind("string"))];
  if (object === undefined || text === undefined) return [];
  const other = space.fixed([{ ...text, without: known }]);
  return [{ ...object, properties: new Map([[tag, other]]), required: new Set([tag]) }];
}

function isKind<K extends AtomKind>(kind: K) {
  return (atom: Atom): atom is Extract<Atom, { kind: K }> => atom.kind === kind;
}
