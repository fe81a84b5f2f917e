import type { Json } from "../../json.js";
import type { Location, SchemaSet } from "../schema-set.js";
import { ANY, type Atom, NONE, type Node, type Side, TEXT } from "./atom.js";
import { atomsOfSchema } from "./atoms-of-schema.js";
import { intersectAtoms } from "./intersect.js";

/** The nodes of one comparison; the same schema and the same intersection are always the same node. */
export interface Space {
  node(side: Side, location: Location): Node;
  /** The values of both nodes. */
  readonly and: (a: Node, b: Node) => Node;
  fixed(atoms: readonly Atom[]): Node;
  readonly atoms: (node: Node) => readonly Atom[];
  set(side: Side): SchemaSet;
  /** The schema as written; undefined for a node that is none. */
  written(node: Node): Json | undefined;
}

export function createSpace(sets: { readonly old: SchemaSet; readonly new: SchemaSet }): Space {
  const interned = new Map<string, Node>();
  const worked = new Map<number, readonly Atom[]>();
  const working = new Set<number>();
  let last = TEXT.id;

  const intern = (key: string, make: (id: number) => Node): Node => {
    let node = interned.get(key);
    if (node === undefined) interned.set(key, (node = make((last += 1))));
    return node;
  };
  const set = (side: Side) => (side.startsWith("old") ? sets.old : sets.new);
  const written = ({ schema }: Node) => schema && set(schema.side).at(schema.location);

  const places = new Map<string, Node>();
  const node = (side: Side, at: Location): Node => {
    const place = `${side} ${at.file}#${at.pointer}`;
    let found = places.get(place);
    if (found === undefined) places.set(place, (found = nodeAt(side, at)));
    return found;
  };

  const nodeAt = (side: Side, at: Location): Node => {
    const location = followed(set(side), at);
    const schema = set(side).at(location);
    if (schema === true) return ANY;
    if (schema === false) return NONE;
    const key = `${side} ${location.file}#${location.pointer}`;
    return intern(key, (id) => ({ id, schema: { side, location } }));
  };

  const and = (a: Node, b: Node): Node => {
    if (a === b || b === ANY) return a;
    if (a === ANY) return b;
    if (a === NONE || b === NONE) return NONE;
    const all = [...new Map([...(a.all ?? [a]), ...(b.all ?? [b])].map((n) => [n.id, n])).values()];
    all.sort((x, y) => x.id - y.id);
    return intern(`and ${all.map(({ id }) => id).join(" ")}`, (id) => ({ id, all }));
  };

  // The same values are the same node here too: recursion is seen by it.
  const byAtom = new WeakMap<Atom, Node>();
  const fixed = (all: readonly Atom[]): Node => {
    const [only, ...more] = all;
    if (only === undefined) return NONE;
    const make = (id: number): Node => ({ id, fixed: all });
    if (more.length > 0) return make((last += 1));
    if (only.kind !== "array" && only.kind !== "object") return intern(`fixed ${JSON.stringify(only)}`, make);
    let node = byAtom.get(only);
    if (node === undefined) byAtom.set(only, (node = make((last += 1))));
    return node;
  };

  const atoms = (of: Node): readonly Atom[] => {
    if (of.fixed !== undefined) return of.fixed;
    const known = worked.get(of.id);
    if (known !== undefined) return known;
    // A schema that is defined by nothing but itself says nothing: no rule of the other side can equal it.
    if (working.has(of.id)) return unlimited(`loop:${of.id}`);
    working.add(of.id);
    const found = of.all === undefined ? atomsOfSchema(of, space) : intersection(of.all);
    working.delete(of.id);
    worked.set(of.id, found);
    return found;
  };

  const unlimited = (key: string): readonly Atom[] =>
    (ANY.fixed ?? []).map((atom) => ({ ...atom, limits: [{ key }] }));

  const intersection = (all: readonly Node[]): readonly Atom[] =>
    all.slice(1).reduce(
      (out: readonly Atom[], next) => {
        const both = intersectAtoms(out, atoms(next), and);
        return both ?? out.map((atom) => ({ ...atom, limits: [...atom.limits, { key: `node:${next.id}` }] }));
      },
      atoms(all[0] ?? ANY),
    );

  const space: Space = { node, and, fixed, atoms, set, written };
  return space;
}

/** The place that a bare `$ref` stands for, so that inlining and naming a schema change nothing. */
function followed(set: SchemaSet, from: Location): Location {
  let location = from;
  for (let hops = 0; hops < 64; hops += 1) {
    const schema = set.at(location);
    if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return location;
    const { $ref, ...rest } = schema as Record<string, Json>; // An object of JSON.
    if (typeof $ref !== "string" || Object.keys(rest).length > 0) return location;
    const target = set.resolve($ref, location);
    if (target === undefined) return location;
    location = target;
  }
  return location;
}
