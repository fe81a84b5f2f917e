import { printable } from "../text/printable.js";
import { table } from "../text/table.js";

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL|int\d|float\d|numeric)/i;

/** Rows of a query as a table; numbers stand right. */
export function renderRows(
  columns: readonly { readonly name: string; readonly type: string }[],
  rows: readonly (readonly unknown[])[],
): string {
  if (rows.length === 0) return "no rows\n";
  const heads = columns.map(({ name, type }) => ({
    title: printable(name),
    align: NUMBERS.test(type) ? ("right" as const) : ("left" as const),
  }));
  return `${table(
    heads,
    rows.map((row) => row.map(cellText)),
  )}\n`;
}

function cellText(value: unknown): string {
  if (value === null) return "-";
  return printable(typeof value === "object" ? JSON.stringify(value) : String(value));
}
