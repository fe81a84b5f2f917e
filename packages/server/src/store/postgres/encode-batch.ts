import { batchRows, type EventCounts, type NameCount, type RowOptions } from "../batch-rows.js";
import { inSlices } from "../in-slices.js";
import type { JudgedEvent, PendingEntry } from "../store.js";
import { apartTarget, type CopyTarget, typedTargets } from "./columns.js";
import { CopyWriter } from "./copy-writer.js";

/** An entry as far as its rows need it. */
export type Entry = Pick<PendingEntry, "receivedAt" | "position" | "judge">;

/** The rows of one table, as COPY takes them. */
export interface EncodedRows {
  readonly target: Pick<CopyTarget<never>, "table" | "columns">;
  readonly writer: CopyWriter;
}

/** A batch that only has to be sent. */
export interface EncodedBatch {
  /** In the order of the names of the tables, so that workers that write the same do not wait for each other in a circle. */
  readonly rows: readonly EncodedRows[];
  readonly names: readonly NameCount[];
  readonly counts: EventCounts;
  /** Events of the batch that are not new. */
  readonly duplicates: number;
  /** Events that are kept apart. */
  readonly apart: number;
}

/** Writers that nobody uses: what a connection has sent is not needed any more once it was answered. */
const writers: CopyWriter[] = [];

/**
 * Judges the entries one after the other and writes the rows of each event at once, so that no event grows old in
 * memory. `isNew` tells which events count; it is asked once for each, in their order.
 */
export async function encodeBatch(
  options: RowOptions,
  entries: readonly Entry[],
  isNew: (event: JudgedEvent) => boolean = () => true,
): Promise<EncodedBatch> {
  const byTable = new Map<string, EncodedRows>();
  const rowsOf = <T>(target: CopyTarget<T>) => {
    const known = byTable.get(target.table);
    if (known !== undefined) return known.writer;
    const writer = writers.pop() ?? new CopyWriter();
    byTable.set(target.table, { target, writer });
    return writer;
  };
  const rows = batchRows(options, (eventType, row) => {
    const target = typedTargets.get(eventType);
    if (target !== undefined) writeRow(target, rowsOf(target), row);
  });
  let duplicates = 0;
  await inSlices(entries, (entry) => {
    for (const event of entry.judge()) {
      if (isNew(event)) rows.add(entry, event);
      else duplicates += 1;
    }
  });
  for (const row of rows.apart) writeRow(apartTarget, rowsOf(apartTarget), row);
  return {
    rows: [...byTable.values()].toSorted((a, b) => (a.target.table < b.target.table ? -1 : 1)),
    names: rows.names,
    counts: rows.counts,
    duplicates,
    apart: rows.apart.length,
  };
}

/** For rows that were sent and answered. After a failure a connection may still be sending, and they are left to it. */
export function reuse({ rows }: EncodedBatch): void {
  for (const { writer } of rows) writers.push(writer);
}

/** The keys of a batch, by the table that each belongs to. */
export async function keysByTable(
  options: RowOptions,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keys = new Map<string, string[]>();
  const add = (table: string, key: string) => {
    const known = keys.get(table);
    if (known === undefined) keys.set(table, [key]);
    else known.push(key);
  };
  const rows = batchRows(options, (eventType, { key }) => add(eventType, key));
  await inSlices(entries, (entry) => {
    for (const event of entry.judge()) rows.add(entry, event);
  });
  for (const { key } of rows.apart) add(apartTarget.table, key);
  return keys;
}

function writeRow<T>(target: CopyTarget<T>, writer: CopyWriter, row: T): void {
  target.write(writer, row);
  writer.endLine();
}
