import type { Colours } from "../text/colours.js";
import { table } from "../text/table.js";

/** A table with a bold head, nothing without rows. A column that is empty in every row is left out. */
export function section(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Colours,
): string {
  if (rows.length === 0) return "";
  const shown = titles.flatMap((_, index) => (rows.some((cells) => cells[index] !== "") ? [index] : []));
  const pick = (cells: readonly string[]) => shown.map((index) => cells[index] ?? "");
  const [head = "", ...lines] = table(
    pick(titles).map((title) => ({ title })),
    rows.map(pick),
  ).split("\n");
  return [paint.bold(head), ...lines].join("\n");
}

/** Parts with an empty line between them; empty ones are left out. */
export function sections(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
