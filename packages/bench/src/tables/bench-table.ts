/** One figure: what a contender took in one row of a table. */
export interface Figure {
  readonly row: string;
  readonly contender: string;
  readonly value: number;
}

/** The figures of one row, by contender. */
export type Row = ReadonlyMap<string, number>;

export interface BenchTable {
  readonly title: string;
  readonly unit: string;
  /** Heading of the first column. */
  readonly rows: string;
  /** How many processes measure it one after the other; the median of their figures counts. */
  readonly processes: number;
  readonly measure: () => Promise<readonly Figure[]>;
  /** Figures of a cell in words; the bare figure when absent. */
  readonly cell?: (value: number, row: Row) => string;
  /** Last column: what the row comes down to. */
  readonly verdict?: { readonly heading: string; readonly of: (row: Row) => string };
  /** How to read it. */
  readonly note: string;
}

/** Name of our own contender in every table. */
export const OURS = "codex-contracts";

/** How many times as fast as the fastest other contender we are. */
export function leadOverFastest(row: Row): string {
  const others = [...row].filter(([name]) => name !== OURS).map(([, value]) => value);
  return `${(Math.min(...others) / (row.get(OURS) ?? Number.NaN)).toFixed(2)}×`;
}
