import type { Model } from "../../model.js";
import { columnsOf } from "./columns.js";
import { checkNames } from "./names.js";
import type { Table } from "./table.js";

/** The member that tells events apart. */
const TAG = "event_type";

const known = new WeakMap<Model, readonly Table[]>();

/** A table for each branch of the unions over `event_type`, sorted by name. */
export function tablesOf(model: Model): readonly Table[] {
  const tables = known.get(model) ?? makeTables(model);
  known.set(model, tables);
  return tables;
}

function makeTables(model: Model): Table[] {
  const tables = new Map<string, Table>();
  for (const { node } of model.types) {
    if (node.kind !== "tagged" || node.tag !== TAG) continue;
    for (const branch of node.branches) {
      const contract = model.contracts.find(
        (c) => branch.node.kind === "ref" && c.name === branch.node.type && c.eventType === branch.value,
      );
      if (contract === undefined) continue;
      tables.set(branch.value, {
        name: branch.value,
        contract: contract.id,
        type: contract.name,
        file: contract.file,
        columns: columnsOf(model, contract.type.node),
      });
    }
  }
  const sorted = [...tables.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  checkNames(sorted);
  return sorted;
}
