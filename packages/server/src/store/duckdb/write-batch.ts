import type { DuckDBConnection } from "@duckdb/node-api";
import { DIALECT_WORDS } from "../dialect.js";
import { type NameCount, type PreparedBatch, type PrepareOptions, prepareBatch } from "../prepare-batch.js";
import type { JudgedEntry, StoreResult } from "../store.js";
import { type RowAppender, rowAppender } from "./append-rows.js";
import type { Appenders } from "./appenders.js";
import type { SeenKeys } from "./seen-keys.js";

interface BatchRow {
  readonly at: number;
  readonly result: StoreResult;
  readonly accepted: number;
  readonly position: string | null;
}

const batches: RowAppender<BatchRow> = rowAppender<BatchRow>("batches", [
  { kind: "timestamp", value: (r) => r.at },
  { kind: "integer", value: (r) => r.accepted },
  { kind: "integer", value: (r) => r.result.quarantined },
  { kind: "integer", value: (r) => r.result.unknown },
  { kind: "integer", value: (r) => r.result.duplicates },
  { kind: "text", value: (r) => r.position },
]);

/** Names of unknown keys and types that are kept; whoever sends others cannot fill the store with them. */
const MOST_NAMES = 10_000;

export interface WriteParts extends PrepareOptions {
  readonly connection: DuckDBConnection;
  readonly appenders: Appenders;
  readonly seen: SeenKeys;
  /** Events that are kept apart at most; the oldest go first. */
  readonly quarantineRows: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** Writes a batch in one transaction: events of keys that were stored before are left out. */
export async function writeBatch(parts: WriteParts, entries: readonly JudgedEntry[]): Promise<StoreResult> {
  const { connection, seen } = parts;
  const keys = entries.flatMap((entry) => entry.events.map((event) => event.key));
  const fresh = await seen.fresh(connection, keys);
  let place = 0;
  const prepared = prepareBatch(entries, parts, () => fresh.isNew[place++] ?? false);
  const result = resultOf(prepared, fresh.duplicates);
  await inTransaction(connection, async () => {
    await writeRows(parts, prepared);
    await fresh.append(connection, parts.now());
    const position = entries.at(-1)?.position ?? null;
    await batches.append(connection, [
      { at: parts.now(), result, accepted: prepared.counts.accepted, position },
    ]);
  });
  fresh.commit();
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
    await writeRows(
      parts,
      prepareBatch(entries, parts, (event) => there.delete(event.key)),
    );
    return deleted.currentRowCount;
  });
}

async function writeRows(parts: WriteParts, prepared: PreparedBatch): Promise<void> {
  const { connection, appenders } = parts;
  for (const [type, rows] of prepared.typed) await appenders.typed.get(type)?.append(connection, rows);
  if (prepared.names.length > 0) await countNames(connection, prepared.names);
  if (prepared.apart.length === 0) return;
  await appenders.apart.append(connection, prepared.apart);
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

function resultOf({ counts }: PreparedBatch, duplicates: number): StoreResult {
  return { ...counts, duplicates };
}

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
