import type { PartFile } from "./part-file.js";
import type { PartSummary, ReadSize, SegmentRow } from "./segment.js";

/** A part of the log, as the log keeps it in mind. */
export interface Part {
  readonly first: number;
  last: number;
  entries: number;
  bytes: number;
  /** Unix milliseconds: of its first segment. */
  oldest: number;
  /** What is not settled. */
  left: { entries: number; bytes: number };
  /** How many of its segments are settled, as far as they are known. */
  settled: number;
  /** Its segments, in order; undefined unless it is open. */
  rows: SegmentRow[] | undefined;
  /** Undefined unless it is open. */
  file: PartFile | undefined;
}

/** A part that begins with a segment that is still to come. */
export function emptyPart(first: number, file: PartFile | undefined): Part {
  const left = { entries: 0, bytes: 0 };
  return { first, last: first - 1, entries: 0, bytes: 0, oldest: 0, left, settled: 0, rows: [], file };
}

export function partOf({ entries, bytes, ...summary }: PartSummary): Part {
  const left = { entries, bytes };
  return { ...summary, entries, bytes, left, settled: 0, rows: undefined, file: undefined };
}

export function summaryOf({ first, last, entries, bytes, oldest }: Part): PartSummary {
  return { first, last, entries, bytes, oldest };
}

/** Takes a segment into account that has been appended or found. */
export function addRow(part: Part, row: SegmentRow): void {
  if (part.entries === 0) part.oldest = row.oldest;
  part.last = row.id;
  part.rows?.push(row);
  part.entries += row.entries;
  part.bytes += row.bytes;
  part.left.entries += row.entries;
  part.left.bytes += row.bytes;
}

/** Its segments have been read from its file, which knows best; everything up to `done` is settled. */
export function setRows(part: Part, rows: readonly SegmentRow[], done: number): void {
  Object.assign(part, emptyPart(part.first, part.file));
  for (const row of rows) addRow(part, row);
  settlePart(part, done);
}

/** Takes away what is settled up to a segment. The rows are known unless it is all of the part. */
export function settlePart(part: Part, through: number): void {
  const { left, rows = [] } = part;
  if (through >= part.last) {
    left.entries = 0;
    left.bytes = 0;
    // More may be appended, and what is settled now must not count again.
    part.settled = rows.length;
    return;
  }
  for (let row = rows[part.settled]; row !== undefined && row.id <= through; row = rows[part.settled]) {
    left.entries -= row.entries;
    left.bytes -= row.bytes;
    part.settled += 1;
  }
}

/** The rows after a segment until the limits are reached; at least one when there is one. */
export function rowsAfter(rows: readonly SegmentRow[], after: number, limits: ReadSize): SegmentRow[] {
  const from = rows.findIndex(({ id }) => id > after);
  if (from === -1) return [];
  let [to, entries, bytes] = [from, 0, 0];
  for (; to < rows.length && entries < limits.entries && bytes < limits.bytes; to++) {
    entries += rows[to]?.entries ?? 0;
    bytes += rows[to]?.bytes ?? 0;
  }
  return rows.slice(from, Math.max(to, from + 1));
}
