import type { ContractModel, Model, TypeModel } from "../../model.js";
import { anchor } from "./markdown.js";

/** What every page knows: the model, and which types have a page of their own. */
export interface DocsContext {
  readonly model: Model;
  /** Contracts by the name of their type. */
  readonly contractByType: ReadonlyMap<string, ContractModel>;
}

/** What one contract page knows beside: whose page it is. */
export interface PageContext extends DocsContext {
  readonly contract: ContractModel;
}

export function docsContext(model: Model): DocsContext {
  return { model, contractByType: new Map(model.contracts.map((contract) => [contract.name, contract])) };
}

/** The contract whose page explains a type; undefined when each page explains it itself. */
export function pageOf(context: DocsContext, type: TypeModel): ContractModel | undefined {
  return context.contractByType.get(type.name);
}

/** Where a type is explained, seen from the page of a contract. */
export function typeTarget(context: PageContext, type: TypeModel): string {
  const page = pageOf(context, type);
  return page === undefined || page === context.contract
    ? `#${anchor(type.name)}`
    : contractTarget(context.contract, page);
}

/** The page of a contract, seen from the page of another. */
export function contractTarget(from: ContractModel, to: ContractModel): string {
  return from.family === to.family ? `${to.id.slice(to.family.length + 1)}.md` : `../${to.id}.md`;
}
