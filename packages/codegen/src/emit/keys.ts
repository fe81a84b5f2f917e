import { FOR_PEOPLE } from "../annotations.js";
import { reachableTypes, typeNamed } from "../bundle.js";
import { digestOf } from "../memo.js";
import type { ContractModel, Model, TypeModel } from "../model.js";
import { rewriteSchema, without } from "../rewrite.js";

/* What pieces of generated code come from, as short keys for the memo. */

type Key<T> = (model: Model, of: T) => string;

/** Digest of a type as it is written, and of every type that it reaches: all that a text about it can come from. */
export const typeKey: Key<TypeModel> = withReached(({ schema }) => schema);

/** The same without what is said for people only: all that code which judges values can come from. */
export const judgedKey: Key<TypeModel> = withReached(({ schema }) =>
  rewriteSchema(schema, (inner) => without(inner, ...FOR_PEOPLE)),
);

function withReached(own: (type: TypeModel) => object): Key<TypeModel> {
  const alone = new WeakMap<TypeModel, string>();
  const whole = new WeakMap<TypeModel, string>();
  const ownKey = (type: TypeModel) =>
    once(alone, type, () => JSON.stringify([type.name, type.module, type.file, own(type)]));
  return (model, type) =>
    once(whole, type, () =>
      [ownKey(type), ...reachableTypes(model, type).map((name) => ownKey(typeNamed(model, name)))].join(),
    );
}

const shown = new WeakMap<ContractModel, string>();

/** Digest of the examples of a contract, of its cases and of what its waivers accept. */
export function examplesKey(contract: ContractModel): string {
  return once(shown, contract, () => {
    const { valid, invalid, cases, exposures } = contract;
    // What a case is follows from its base, which is a valid example, and its changes.
    const rows = [...cases.valid, ...cases.invalid].map(({ value: _, ...row }) => row);
    return JSON.stringify([valid, invalid, rows, exposures]);
  });
}

/** The digest of a text, made when it is first asked for. */
function once<T extends object>(known: WeakMap<T, string>, of: T, text: () => string): string {
  const key = known.get(of) ?? digestOf(text());
  known.set(of, key);
  return key;
}
