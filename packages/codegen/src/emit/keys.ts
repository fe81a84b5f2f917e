import { reachableTypes, typeNamed } from "../bundle.js";
import { digestOf } from "../memo.js";
import type { ContractModel, Model, TypeModel } from "../model.js";

/* What pieces of generated code come from, as short keys for the memo. */

const own = new WeakMap<TypeModel, string>();
const whole = new WeakMap<TypeModel, string>();
const shown = new WeakMap<ContractModel, string>();

/** Digest of a type as it is written, and of where it stands. */
function ownKey(type: TypeModel): string {
  const known = own.get(type);
  if (known !== undefined) return known;
  const key = digestOf(JSON.stringify([type.name, type.module, type.file, type.schema]));
  own.set(type, key);
  return key;
}

/** Digest of a type and of every type that it reaches: all that code about one value can come from. */
export function typeKey(model: Model, type: TypeModel): string {
  const known = whole.get(type);
  if (known !== undefined) return known;
  const reached = reachableTypes(model, type).map((name) => ownKey(typeNamed(model, name)));
  const key = digestOf([ownKey(type), ...reached].join());
  whole.set(type, key);
  return key;
}

/** Digest of the examples of a contract, of its cases and of what its waivers accept. */
export function examplesKey(contract: ContractModel): string {
  const known = shown.get(contract);
  if (known !== undefined) return known;
  const { valid, invalid, cases, exposures } = contract;
  // What a case is follows from its base, which is a valid example, and its changes.
  const rows = [...cases.valid, ...cases.invalid].map(({ value: _, ...row }) => row);
  const key = digestOf(JSON.stringify([valid, invalid, rows, exposures]));
  shown.set(contract, key);
  return key;
}
