import type { DuckDBConnection } from "@duckdb/node-api";
import { type ApartRow, batchRows, type NameCount, type RowOptions } from "../batch-rows.js";
import { DIALECT_WORDS } from "../dialect.js";
import { type GiveWay, inSlices } from "../in-slices.js";
import type { JudgedEntry, PendingEntry, StoreResult } from "../store.js";
import { appendRows, type CollectedRows, rowCollector } from "./row-collector.js";
import type { KeyClaim, SeenKeys } from "./seen-keys.js";
import type { TableRows } from "./table-rows.js";

interface BatchSummary {
  readonly at: number;
  readonly result: StoreResult;
  readonly position: string | null;
}

const summaries = rowCollector<BatchSummary>([
  { kind: "timestamp", value: (r) => r.at },
  { kind: "integer", value: (r) => r.result.accepted },
  { kind: "integer", value: (r) => r.result.quarantined },
  { kind: "integer", value: (r) => r.result.unknown },
  { kind: "integer", value: (r) => r.result.duplicates },
  { kind: "text", value: (r) => r.position },
]);

/** Names of unknown keys and types that are kept; whoever sends others cannot fill the store with them. */
const MOST_NAMES = 10_000;

export interface WriteParts extends RowOptions {
  readonly connection: DuckDBConnection;
  /** For looks into what is stored while the other one writes. */
  readonly reader: DuckDBConnection;
  readonly rows: TableRows;
  /** Rows of events that leave the quarantine; a batch may be half way through the others. */
  readonly releasedRows: () => TableRows;
  readonly seen: SeenKeys;
  /** Events that are kept apart at most; the oldest go first. */
  readonly quarantineRows: number;
  readonly giveWay: GiveWay;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** What is written of a batch or of a release. */
interface Rows {
  /** By event type. */
  readonly typed: ReadonlyMap<string, CollectedRows>;
  readonly apart: readonly ApartRow[];
  readonly names: readonly NameCount[];
}

/** A batch that only has to be written. */
export interface CollectedBatch extends Rows {
  readonly claim: KeyClaim;
  readonly result: StoreResult;
  readonly position: string | null;
}

/**
 * Judges a batch and makes columns of it, while the one before it may be on its way to the disk: events of keys that
 * were stored or claimed before are left out. One after the other.
 */
export async function collectBatch(
  parts: WriteParts,
  entries: readonly PendingEntry[],
): Promise<CollectedBatch> {
  const names = new Set(entries.flatMap((entry) => entry.streams));
  const claim = await parts.seen.claims(parts.reader, names);
  let duplicates = 0;
  const { rows, done } = collecting(parts, parts.rows);
  try {
    await inSlices(
      entries,
      (entry) => {
        for (const event of entry.judge()) {
          if (claim.claim(event.key)) rows.add(entry, event);
          else duplicates += 1;
        }
      },
      parts.giveWay,
    );
    return {
      ...done(),
      claim,
      result: { ...rows.counts, duplicates },
      position: entries.at(-1)?.position ?? null,
    };
  } catch (error) {
    claim.abandon();
    throw error;
  }
}

/** Writes a batch in one transaction. */
export async function writeBatch(parts: WriteParts, batch: CollectedBatch): Promise<StoreResult> {
  const { connection, now } = parts;
  const { claim, result, position } = batch;
  try {
    await inTransaction(connection, async () => {
      await writeRows(parts, batch);
      await claim.append(connection, now());
      summaries.add({ at: now(), result, position });
      await appendRows(connection, "batches", summaries.take());
    });
  } catch (error) {
    claim.abandon();
    throw error;
  }
  claim.commit();
  return result;
}

/** Writes events that leave the quarantine; their keys are known already. */
export async function releaseEvents(parts: WriteParts, entries: readonly JudgedEntry[]): Promise<number> {
  const { connection } = parts;
  const keys = new Set(entries.flatMap((entry) => entry.events.map((event) => event.key)));
  return inTransaction(connection, async () => {
    const deleted = await connection.runAndReadAll(
      `DELETE FROM quarantine WHERE event_key IN (SELECT unnest(from_json($1, '["VARCHAR"]'))) RETURNING event_key`,
      [JSON.stringify([...keys])],
    );
    const there = new Set(deleted.getRows().map(([key]) => key));
    const { rows, done } = collecting(parts, parts.releasedRows());
    for (const entry of entries)
      for (const event of entry.events) if (there.delete(event.key)) rows.add(entry, event);
    await writeRows(parts, done());
    return deleted.currentRowCount;
  });
}

/** Collects the rows of typed tables as columns. `done` empties the collectors. */
function collecting(options: RowOptions, { typed }: TableRows) {
  // A batch that could not be collected to its end may have left some.
  for (const collector of typed.values()) collector.clear();
  const rows = batchRows(options, (eventType, row) => typed.get(eventType)?.add(row));
  const done = (): Rows => ({
    typed: new Map([...typed].map(([eventType, collector]) => [eventType, collector.take()])),
    apart: rows.apart,
    names: rows.names,
  });
  return { rows, done };
}

async function writeRows(parts: WriteParts, { typed, apart, names }: Rows): Promise<void> {
  const { connection } = parts;
  for (const [table, rows] of typed) await appendRows(connection, table, rows);
  if (names.length > 0) await countNames(connection, names);
  if (apart.length === 0) return;
  for (const row of apart) parts.rows.apart.add(row);
  await appendRows(connection, "quarantine", parts.rows.apart.take());
  await connection.run(
    `DELETE FROM quarantine WHERE event_key IN (SELECT event_key FROM quarantine ORDER BY received_at DESC, event_key DESC OFFSET ${Math.trunc(parts.quarantineRows)})`,
  );
}

async function countNames(connection: DuckDBConnection, names: readonly NameCount[]): Promise<void> {
  const room = await connection.runAndReadAll("SELECT count(*) FROM observations");
  const full = Number(room.getRows()[0]?.[0] ?? 0) >= MOST_NAMES;
  for (const { kind, eventType, name, count, first, last } of names) {
    const values = [kind, eventType, name, count, first, last];
    const changed = await connection.run(
      `UPDATE observations SET count = count + ${COUNT}, first_seen = least(first_seen, ${FIRST}), last_seen = greatest(last_seen, ${LAST}) WHERE kind = $1 AND event_type = $2 AND name = $3`,
      values,
    );
    if (changed.rowsChanged === 0 && !full)
      await connection.run(
        `INSERT INTO observations VALUES ($1, $2, $3, ${COUNT}, ${FIRST}, ${LAST})`,
        values,
      );
  }
}

const COUNT = "CAST($4 AS BIGINT)";
const [FIRST, LAST] = [DIALECT_WORDS.duckdb.timestamp("$5"), DIALECT_WORDS.duckdb.timestamp("$6")];

async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run("BEGIN TRANSACTION");
  try {
    const result = await work();
    await connection.run("COMMIT");
    return result;
  } catch (error) {
    // A failed commit has rolled back already.
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}
