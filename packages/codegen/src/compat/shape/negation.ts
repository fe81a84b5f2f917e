import { isJsonObject, type Json } from "../../json.js";
import { type Atom, kindOf, NONE } from "./atom.js";
import { tidyObject, tidyString } from "./intersect.js";

/** The values that are left when `not` takes its own away; undefined for a form that is compared as text. */
export function withoutNegated(atoms: readonly Atom[], negated: Json): readonly Atom[] | undefined {
  if (negated === false) return atoms;
  if (negated === true) return [];
  if (!isJsonObject(negated)) return undefined;
  const words = Object.keys(negated).filter((key) => !/^(title|description|\$comment)$/.test(key));
  if (words.length === 0) return [];
  if (words.length > 1) return undefined;
  if ("type" in negated) return withoutTypes(atoms, negated["type"]);
  if ("const" in negated) return withoutValues(atoms, [negated["const"] ?? null]);
  if (Array.isArray(negated["enum"])) return withoutValues(atoms, negated["enum"]);
  if (Array.isArray(negated["required"])) return withoutMember(atoms, negated["required"]);
  return undefined;
}

function withoutTypes(atoms: readonly Atom[], type: Json | undefined): readonly Atom[] | undefined {
  const types: readonly Json[] = Array.isArray(type) ? type : [type ?? null];
  if (types.includes("integer") && !types.includes("number")) return undefined;
  return atoms.filter((atom) => !types.includes(atom.kind));
}

function withoutValues(atoms: readonly Atom[], values: readonly Json[]): readonly Atom[] | undefined {
  const kinds = new Set(values.map(kindOf));
  if (kinds.has("array") || kinds.has("object")) return undefined;
  if (kinds.has("number") && atoms.some(({ kind }) => kind === "number")) return undefined;
  return atoms.flatMap((atom): readonly Atom[] => {
    if (!kinds.has(atom.kind)) return [atom];
    if (atom.kind === "null") return [];
    if (atom.kind === "boolean") {
      const left = atom.values.filter((value) => !values.includes(value));
      return left.length === 0 ? [] : [{ ...atom, values: left }];
    }
    if (atom.kind !== "string") return [atom];
    const texts = values.filter((value) => typeof value === "string");
    const left = atom.values?.filter((value) => !texts.includes(value));
    const rest = tidyString(
      left === undefined ? { ...atom, without: [...atom.without, ...texts] } : { ...atom, values: left },
    );
    return rest === undefined ? [] : [rest];
  });
}

/** `not: { required: [name] }`: only objects without that member are left. */
function withoutMember(atoms: readonly Atom[], names: readonly Json[]): readonly Atom[] | undefined {
  const [name, ...more] = names;
  if (typeof name !== "string" || more.length > 0) return undefined;
  return atoms.flatMap((atom) => {
    if (atom.kind !== "object") return [];
    const left = tidyObject({ ...atom, properties: new Map([...atom.properties, [name, NONE]]) });
    return left === undefined ? [] : [left];
  });
}
