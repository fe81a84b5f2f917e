import type { Json } from "../../json.js";
import { type Atom, NONE, type ObjectAtom } from "../shape/atom.js";
import { lookup } from "../shape/lookup.js";
import type { Space } from "../shape/space.js";
import { extraNames, type Sampler } from "./sample.js";

/** What an object of one side has to be, beside being small and, apart from that, an object of the other side too. */
export interface Wish {
  readonly set?: Readonly<Record<string, Json>>;
  readonly unset?: readonly string[];
  /** How many members. */
  readonly count?: number;
}

/** Small objects of `accepting` that are, as far as it can be had, objects of `other` too but for the wish. */
export function buildObjects(
  accepting: ObjectAtom,
  other: ObjectAtom,
  wish: Wish,
  { space, sampler }: { readonly space: Space; readonly sampler: Sampler },
): readonly Json[] {
  const { set = {}, unset = [], count = 0 } = wish;
  const own = (name: string) => lookup(accepting, name, space.and);
  const both = (name: string) => sampler.sample(space.and(own(name), lookup(other, name, space.and)));
  // Null is a value too.
  const shared = (name: string): Json | undefined => {
    const value = both(name);
    return value === undefined ? sampler.sample(own(name)) : value;
  };
  const build = (names: readonly string[]): Json | undefined => {
    const members: Record<string, Json> = {};
    for (const name of names) {
      const value = Object.hasOwn(set, name) ? set[name] : shared(name);
      if (value === undefined) return undefined;
      members[name] = value;
    }
    return members;
  };
  const free = (name: string) => !unset.includes(name);
  const needed = [...new Set([...accepting.required, ...Object.keys(set)])].filter(free);
  // Members that only the other side asks for would be a second reason to refuse the object.
  const wanted = [...other.required].filter((name) => free(name) && own(name) !== NONE);
  const filled = fill(
    [...new Set([...needed, ...wanted])],
    count,
    [...accepting.properties.keys(), ...extraNames(accepting)].filter(free),
  );
  const values = [filled, [...new Set([...needed, ...wanted])], needed]
    .map(build)
    .filter((value) => value !== undefined);
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function fill(names: readonly string[], count: number, more: readonly string[]): readonly string[] {
  const all = [...names, ...more.filter((name) => !names.includes(name))];
  return all.slice(0, Math.max(names.length, count));
}

/** Small arrays of `accepting` with the given items among others that both sides accept. */
export function buildArray(
  accepting: Extract<Atom, { kind: "array" }>,
  other: Extract<Atom, { kind: "array" }>,
  wish: { readonly at?: number; readonly item?: Json; readonly count?: number },
  { space, sampler }: { readonly space: Space; readonly sampler: Sampler },
): Json | undefined {
  const at = wish.at ?? 0;
  const needed = wish.item === undefined ? 0 : at + 1;
  const length = wish.count ?? Math.max(accepting.min, Math.min(other.min, accepting.max), needed);
  if (length > 2_000) return undefined;
  const items: Json[] = [];
  for (let i = 0; i < length; i += 1) {
    if (i === at && wish.item !== undefined) {
      items.push(wish.item);
      continue;
    }
    const own = accepting.prefix[i] ?? accepting.items;
    const both = space.and(own, other.prefix[i] ?? other.items);
    const choices =
      accepting.unique || other.unique
        ? [...sampler.several(both, length + 1), ...sampler.several(own, length + 1)]
        : [sampler.sample(both), sampler.sample(own)];
    const taken = new Set(items.map((item) => JSON.stringify(item)));
    const unique = accepting.unique || other.unique;
    const item = choices.find(
      (value) => value !== undefined && !(unique && taken.has(JSON.stringify(value))),
    );
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}
