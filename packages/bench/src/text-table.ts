import type { BenchTable, Figure, Row } from "./tables/bench-table.js";

/** A table as aligned text: a line for each row, a column for each contender. */
export function textTable(table: BenchTable, figures: readonly Figure[]): string {
  const rows = rowsOf(figures);
  const contenders = [...new Set(figures.map(({ contender }) => contender))];
  const head = [table.rows, ...contenders, ...(table.verdict === undefined ? [] : [table.verdict.heading])];
  const lines = [...rows].map(([name, row]) => [
    name,
    ...contenders.map((contender) => cell(table, row, contender)),
    ...(table.verdict === undefined ? [] : [table.verdict.of(row)]),
  ]);
  return [`${table.title} [${table.unit}]`, "", ...aligned([head, ...lines]), "", table.note].join("\n");
}

function rowsOf(figures: readonly Figure[]): Map<string, Row> {
  const rows = new Map<string, Map<string, number>>();
  for (const { row, contender, value } of figures) {
    const known = rows.get(row) ?? new Map<string, number>();
    rows.set(row, known.set(contender, value));
  }
  return rows;
}

function cell({ cell = inDigits }: BenchTable, row: Row, contender: string): string {
  const value = row.get(contender);
  return value === undefined ? "" : cell(value, row);
}

function inDigits(value: number): string {
  return value < 100 && !Number.isInteger(value) ? value.toFixed(1) : value.toFixed(0);
}

/** The first column to the left, the others to the right. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines.map((line) =>
    line.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join("  "),
  );
}
