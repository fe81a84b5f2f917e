import { familyText } from "../../families.js";
import type { ContractModel } from "../../model.js";
import type { InventoryRow } from "./inventory.js";
import { code, link, table } from "./markdown.js";

/** Rows of an inventory as a table; a row that occurs in all of `among` of a family says so in one word. */
export function inventoryTable(rows: readonly InventoryRow[], among: readonly ContractModel[]): string {
  const size = new Map<string, number>();
  for (const { family } of among) size.set(family, (size.get(family) ?? 0) + 1);
  return table(
    ["Path", "Meaning", "In"],
    rows.map((row) => [pathCell(row), row.meaning, whereCell(row.contracts, size)]),
  );
}

export function contractLink({ name, id }: ContractModel): string {
  return link(name, `${id}.md`);
}

function pathCell({ path, kind }: InventoryRow): string {
  return `${path === "" ? "the value itself" : code(path)}${kind === "name" ? " (the name)" : ""}`;
}

function whereCell(contracts: readonly ContractModel[], size: ReadonlyMap<string, number>): string {
  const families = [...new Set(contracts.map((c) => c.family))];
  return families
    .map((family) =>
      familyCell(
        family,
        contracts.filter((c) => c.family === family),
        size.get(family) ?? 0,
      ),
    )
    .join(", ");
}

function familyCell(family: string, contracts: readonly ContractModel[], size: number): string {
  return contracts.length === size && size > 1
    ? `all of ${familyText(family).title}`
    : contracts.map(contractLink).join(", ");
}
