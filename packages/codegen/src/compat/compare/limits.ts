import type { Json } from "../../json.js";
import type { Atom } from "../shape/atom.js";
import type { Bench } from "./bench.js";
import type { Difference } from "./difference.js";

/** Rules that are compared as text: there or not. */
export function compareLimits(
  old: readonly Atom[],
  now: readonly Atom[],
  { space, sampler }: Bench,
): readonly Difference[] {
  const keys = (atoms: readonly Atom[]) =>
    new Set(atoms.flatMap(({ limits }) => limits.map(({ key }) => key)));
  const [was, is] = [keys(old), keys(now)];
  const added = [...is].filter((key) => !was.has(key));
  const removed = [...was].filter((key) => !is.has(key));
  const values = (atoms: readonly Atom[]) => (): readonly Json[] =>
    atoms.slice(0, 4).flatMap((atom) => {
      const own = sampler.sampleAtom(atom);
      return [
        ...(own === undefined ? [] : [own]),
        ...sampler.several(space.fixed([atom]), 12),
        ...variety(atom, own),
      ];
    });
  return [
    ...(added.length === 0
      ? []
      : [{ rule: "rule-asked", detail: names(added), before: values(old), after: values(now) }]),
    ...(removed.length === 0
      ? []
      : [{ rule: "rule-lifted", detail: names(removed), before: values(old), after: values(now) }]),
  ];
}

/** The keywords, without what they hold. */
function names(keys: readonly string[]): string {
  return [...new Set(keys.map((key) => key.split(":")[0]))].join(", ");
}

/** Values of one JSON type that rules often tell apart. */
function variety(atom: Atom, own: Json | undefined): readonly Json[] {
  if (atom.kind === "array") return [[], [null], ["x"], [0], [0, 0], ["x", "y"], [{}], [[]]];
  if (atom.kind === "number") return [0, 1, -1, 0.5, 2, 3, 10, 100];
  if (atom.kind === "string") return ["", "x", "a b", "A", "0", "xx"];
  if (atom.kind !== "object") return [];
  const base = typeof own === "object" && own !== null && !Array.isArray(own) ? own : {};
  const named = [...atom.properties.keys()].slice(0, 6);
  return named.flatMap((name) => [null, 0, "x", true].map((value) => ({ ...base, [name]: value })));
}
