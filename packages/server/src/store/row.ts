/** What a cell holds; lists of texts as lists, JSON values as their text, integers as numbers. */
export type Cell = string | number | boolean | readonly string[] | null;

/** The names of missing keys, joined by commas, and the cells of an event in the order of its columns. */
export type Row = readonly (Cell | undefined)[];

/** The generated functions of an event type. */
export interface RowFunctions {
  /** From an event that its contract accepts; whoever calls has had it judged. */
  readonly toRow: (event: never) => Row;
  readonly fromRow: (row: Row) => unknown;
}

/** The text of a JSON value; null for null and for a missing one. */
export function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

export function fromJson(cell: Cell | undefined): unknown {
  return typeof cell === "string" ? JSON.parse(cell) : null;
}

/** True where an object is there. */
export function isPresent(value: unknown): true | null {
  return value === null || value === undefined ? null : true;
}

/** The names of those columns whose member was missing; null when none was. */
export function missingKeys(members: readonly (readonly [column: string, value: unknown])[]): string | null {
  const missing = members.filter(([, value]) => value === undefined).map(([column]) => column);
  return missing.length === 0 ? null : missing.join();
}

/** Whether the member behind a column was missing from the event. */
export function isMissing([missing]: Row, column: string): boolean {
  return typeof missing === "string" && missing.split(",").includes(column);
}

export function isNull(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined;
}
