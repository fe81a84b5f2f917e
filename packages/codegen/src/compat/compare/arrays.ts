import { buildArray } from "../find/build-object.js";
import type { ArrayAtom } from "../shape/atom.js";
import type { Bench } from "./bench.js";
import type { Child, Comparison, Difference } from "./difference.js";

/** What two arrays differ in, and their items. */
export function compareArrays(old: ArrayAtom, now: ArrayAtom, bench: Bench): Comparison {
  const out: Difference[] = [];
  const ofOld = (count: number) => () => list(buildArray(old, now, { count }, bench));
  const ofNow = (count: number) => () => list(buildArray(now, old, { count }, bench));
  const detail = (a: number, b: number) => `${a} → ${b}`.replaceAll("Infinity", "none");
  if (now.min > old.min)
    out.push({ rule: "min-items-raised", detail: detail(old.min, now.min), before: ofOld(old.min) });
  if (now.min < old.min)
    out.push({ rule: "min-items-lowered", detail: detail(old.min, now.min), after: ofNow(now.min) });
  if (now.max < old.max)
    out.push({ rule: "max-items-lowered", detail: detail(old.max, now.max), before: ofOld(now.max + 1) });
  if (now.max > old.max)
    out.push({ rule: "max-items-raised", detail: detail(old.max, now.max), after: ofNow(old.max + 1) });
  if (now.unique && !old.unique)
    out.push({ rule: "unique-asked", detail: "", before: () => twins(old, now, bench) });
  if (old.unique && !now.unique)
    out.push({ rule: "unique-lifted", detail: "", after: () => twins(now, old, bench) });

  const length = Math.max(old.prefix.length, now.prefix.length);
  const children = Array.from(
    { length },
    (_, index): Child => ({
      steps: [{ kind: "item", index, old, new: now }],
      old: old.prefix[index] ?? old.items,
      new: now.prefix[index] ?? now.items,
    }),
  );
  children.push({
    steps: [{ kind: "item", index: undefined, old, new: now }],
    old: old.items,
    new: now.items,
  });
  return { differences: out.map((difference) => ({ steps: [], difference })), children };
}

function list<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** Arrays with an item that is there twice. */
function twins(accepting: ArrayAtom, other: ArrayAtom, bench: Bench) {
  const { sampler, space } = bench;
  const both = sampler.sample(space.and(accepting.items, other.items));
  const item = both === undefined ? sampler.sample(accepting.items) : both;
  if (item === undefined) return [];
  const start = accepting.prefix.length;
  const free = { ...accepting, unique: false };
  const one = buildArray(
    free,
    { ...other, unique: false },
    { at: start, item, count: Math.max(start + 2, accepting.min) },
    bench,
  );
  return Array.isArray(one) ? [one.map((value, i) => (i > start ? item : value))] : [];
}
