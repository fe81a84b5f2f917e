import { isJsonObject, type Json } from "../json.js";
import { partsOf, withPart } from "../json-parts.js";

/** A message with a canary hidden in one place: whoever repeats what the message holds is heard singing. */
export interface Planted {
  /** Where it sits and as what. */
  readonly name: string;
  readonly value: Json;
}

/** The number that stands for a canary where numbers are: as unlikely to be said by chance. */
export const NUMBER: number = 48150.162342;

/** The forms that a canary takes: text, a number, a key of its own, a list, and a key beside the others. */
const FORMS: readonly {
  readonly name: string;
  readonly plant: (canary: string, old: Json) => Json | undefined;
}[] = [
  { name: "as text", plant: (canary) => canary },
  { name: "as a number", plant: () => NUMBER },
  { name: "as a key", plant: (canary) => ({ [canary]: canary }) },
  { name: "in a list", plant: (canary) => [canary, { [canary]: [canary] }] },
  {
    name: "beside the members",
    plant: (canary, old) => (isJsonObject(old) ? { ...old, [canary]: canary } : undefined),
  },
  {
    name: "in place of the first key",
    plant: (canary, old) => (isJsonObject(old) ? withFirstKey(old, canary) : undefined),
  },
];

/** Plants a canary at every place of a message, in every form. */
export function* plantEverywhere(message: Json, canary: string): Iterable<Planted> {
  for (const { name, plant } of FORMS) {
    const value = plant(canary, message);
    if (value !== undefined) yield { name, value };
  }
  for (const [key, part] of partsOf(message)) {
    for (const { name, value } of plantEverywhere(part, canary))
      yield { name: `/${key} ${name}`, value: withPart(message, key, value) };
  }
}

function withFirstKey(object: { readonly [key: string]: Json }, canary: string): Json | undefined {
  const [first, ...rest] = Object.entries(object);
  return first === undefined ? undefined : Object.fromEntries([[canary, first[1]], ...rest]);
}
