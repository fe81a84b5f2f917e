import { accepts } from "../accepts.js";
import { reachableTypes } from "../bundle.js";
import type { Json } from "../json.js";
import type { ContractModel, Model, TypeModel } from "../model.js";
import type { Mutant } from "./mutant.js";

/** Judges values by a model in which one type at a time is another one. */
export interface Judge {
  /** Whether a contract accepts a value, with a mutant in place if one is given. */
  accepts(contract: ContractModel, value: Json, mutant?: Mutant): boolean;
}

export function judgeOf(model: Model): Judge {
  const typeByName = new Map(model.typeByName);
  const mutated: Model = { ...model, typeByName };
  return {
    accepts(contract, value, mutant) {
      const original = mutant === undefined ? undefined : model.typeByName.get(mutant.type);
      if (mutant === undefined || original === undefined) return accepts(model, contract.type.node, value);
      typeByName.set(mutant.type, { ...original, node: mutant.node });
      const verdict = accepts(mutated, { kind: "ref", type: contract.name }, value);
      typeByName.set(mutant.type, original);
      return verdict;
    },
  };
}

/** The contracts that hold a type, itself among them, those with the smallest messages first. */
export function holders(model: Model): (type: string) => readonly ContractModel[] {
  const byType = new Map<string, ContractModel[]>();
  for (const contract of model.contracts) {
    for (const name of new Set([contract.name, ...reachableTypes(model, contract.type)])) {
      const list = byType.get(name);
      if (list === undefined) byType.set(name, [contract]);
      else list.push(contract);
    }
  }
  return (type) => byType.get(type) ?? [];
}

/** Whether a member of a type is the tag by which every user of the type has chosen it already. */
export function branchTags(model: Model): (type: string, name: string) => boolean {
  const tags = new Map<string, string>();
  const direct = new Set(model.contracts.map((contract) => contract.name));
  const note = (type: TypeModel): void => visitTagged(type.node, tags);
  model.types.forEach(note);
  return (type, name) => tags.get(type) === name && !direct.has(type);
}

function visitTagged(node: TypeModel["node"], tags: Map<string, string>): void {
  if (node.kind === "tagged")
    for (const branch of node.branches) {
      if (branch.node.kind === "ref") tags.set(branch.node.type, node.tag);
      else visitTagged(branch.node, tags);
    }
  if (node.kind === "array") visitTagged(node.items, tags);
  if (node.kind === "union") for (const branch of node.branches) visitTagged(branch, tags);
  if (node.kind === "object") {
    for (const property of node.properties) visitTagged(property.node, tags);
    if (typeof node.extra === "object") visitTagged(node.extra.node, tags);
  }
}
