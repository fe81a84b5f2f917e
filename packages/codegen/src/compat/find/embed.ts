import type { Json } from "../../json.js";
import type { Bench } from "../compare/bench.js";
import type { Step } from "../compare/difference.js";
import { buildArray, buildObjects } from "./build-object.js";
import { extraNames } from "./sample.js";

const MOST = 3;

/** Whole payloads of one side that hold a value at a place and are otherwise small, and good for the other side. */
export function embed(
  value: Json,
  steps: readonly Step[],
  accepting: "old" | "new",
  bench: Bench,
): readonly Json[] {
  let values: readonly Json[] = [value];
  for (const step of [...steps].reverse()) {
    if (step.kind === "branch") continue;
    values = values.flatMap((inner) => around(inner, step, accepting, bench)).slice(0, MOST);
  }
  return values;
}

function around(
  value: Json,
  step: Exclude<Step, { kind: "branch" }>,
  accepting: "old" | "new",
  bench: Bench,
): readonly Json[] {
  const [own, other] = accepting === "old" ? [step.old, step.new] : [step.new, step.old];
  if (step.kind === "item") {
    if (own.kind !== "array" || other.kind !== "array") return [];
    const at = step.index ?? Math.max(own.prefix.length, other.prefix.length);
    const array = buildArray(own, other, { at, item: value }, bench);
    return array === undefined ? [] : [array];
  }
  if (own.kind !== "object" || other.kind !== "object") return [];
  if (step.kind === "member") return buildObjects(own, other, { set: { [step.name]: value } }, bench);
  return extraNames(own)
    .filter((name) => !own.properties.has(name) && !other.properties.has(name))
    .slice(0, MOST)
    .flatMap((name) => buildObjects(own, other, { set: { [name]: value } }, bench));
}
