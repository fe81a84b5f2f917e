import * as fc from "fast-check";
import { expect, it } from "vitest";
import { VersionedMap } from "../../src/reducer/caches/versioned-map.js";

type Change = readonly ["set" | "delete", key: string, value: number];
const change = fc.tuple(fc.constantFrom("set", "delete"), fc.constantFrom("a", "b", "c", "d"), fc.nat());

interface Pair {
  readonly versioned: VersionedMap<string, { n: number }>;
  readonly model: ReadonlyMap<string, { n: number }>;
}

function apply({ versioned, model }: Pair, [what, key, n]: Change): Pair {
  const copy = new Map(model);
  if (what === "delete") {
    copy.delete(key);
    return { versioned: versioned.delete(key), model: copy };
  }
  copy.set(key, { n });
  return { versioned: versioned.set(key, { n }), model: copy };
}

const contents = ({ versioned }: Pair) =>
  Object.fromEntries(["a", "b", "c", "d"].map((key) => [key, versioned.get(key)?.n]));
const expected = ({ model }: Pair) =>
  Object.fromEntries(["a", "b", "c", "d"].map((key) => [key, model.get(key)?.n]));

it("keeps every version as it was, whichever is read and changed next", () => {
  const step = fc.record({ from: fc.nat(), change, read: fc.array(fc.nat(), { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const versions: Pair[] = [{ versioned: VersionedMap.empty(), model: new Map() }];
      // There is always the first version.
      const pick = (n: number) => versions[n % versions.length] as Pair;
      for (const { from, change, read } of steps) {
        versions.push(apply(pick(from), change));
        for (const each of read.map(pick)) expect(contents(each)).toEqual(expected(each));
      }
      for (const each of versions) {
        expect(contents(each)).toEqual(expected(each));
        expect(each.versioned.size).toBe(each.model.size);
      }
    }),
  );
});

it("takes a change of nothing for the same version", () => {
  const map = VersionedMap.empty<string, object>();
  expect(map.delete("a")).toBe(map);
});
