import type { ContractModel, Node } from "../../model.js";
import { type DocsContext, pageOf } from "./context.js";

/** Contracts by the contract that they hold, directly or in a shared part; each list in the order of the model. */
export function usersByContract(context: DocsContext): Map<string, ContractModel[]> {
  const users = new Map<string, ContractModel[]>();
  for (const contract of context.model.contracts) {
    for (const held of heldContracts(context, contract))
      users.set(held.id, [...(users.get(held.id) ?? []), contract]);
  }
  return users;
}

function heldContracts(context: DocsContext, contract: ContractModel): Set<ContractModel> {
  const held = new Set<ContractModel>();
  const seen = new Set<string>();
  const visit = (node: Node): void => {
    for (const child of childrenOf(node)) visit(child);
    if (node.kind !== "ref" || seen.has(node.type)) return;
    seen.add(node.type);
    const type = context.model.typeByName.get(node.type);
    const page = type && pageOf(context, type);
    if (page !== undefined && page !== contract) held.add(page);
    if (page === undefined && type !== undefined) visit(type.node);
  };
  visit(contract.type.node);
  return held;
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "array":
      return [node.items];
    case "object":
      return [
        ...node.properties.map((p) => p.node),
        ...(typeof node.extra === "object" ? [node.extra.node] : []),
      ];
    case "tagged":
      return node.branches.map((branch) => branch.node);
    case "union":
      return node.branches;
    default:
      return [];
  }
}
