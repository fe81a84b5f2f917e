import type { Contract } from "@codex-contracts/protocol";
import { catalogue } from "@codex-contracts/protocol/catalogue";
import { contractOf } from "@codex-contracts/protocol/contracts";

type CatalogueEntry = (typeof catalogue)[number];

/** A contract with what the catalogue says of it, as `describe.each` takes it. */
export interface ContractRow extends CatalogueEntry {
  readonly contract: Contract<unknown>;
}

/** Every contract of the catalogue: a new schema is a new row. */
export const CONTRACTS: readonly ContractRow[] = catalogue.map((entry) => ({
  ...entry,
  contract: contractNamed(entry.id),
}));

/** The contract of an id, which has to be in the catalogue. */
export function contractNamed(id: string): Contract<unknown> {
  const contract = contractOf(id);
  if (contract === undefined) throw new Error(`no contract ${id}`);
  return contract;
}
