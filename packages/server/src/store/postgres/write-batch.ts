import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { NameCount, RowOptions } from "../batch-rows.js";
import { DIALECT_WORDS, quoted } from "../dialect.js";
import type { JudgedEntry, JudgedEvent, StoreResult } from "../store.js";
import {
  type EncodedBatch,
  type EncodedRows,
  type Entry,
  encodeBatch,
  keysByTable,
  reuse,
} from "./encode-batch.js";
import { isRepeatedKey } from "./postgres-error.js";

/** Names of unknown keys and types that are kept; whoever sends others cannot fill the store with them. */
const MOST_NAMES = 10_000;

export interface WriteParts extends RowOptions {
  /** Events that are kept apart at most; the oldest go first. */
  readonly quarantineRows: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/**
 * Writes a batch in one transaction. Nearly always nothing of it was stored before, so that its rows go straight
 * into the tables; when a key is there already, all is taken back, and what is new is written after a look for what
 * is there. Only when another worker stores the same in between, rows go through a table in between.
 */
export async function writeBatch(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly Entry[],
): Promise<StoreResult> {
  for (const write of [writeAll, writeUnseen]) {
    try {
      return await write(client, parts, entries);
    } catch (error) {
      if (!isRepeatedKey(error)) throw error;
    }
  }
  return writeNew(client, parts, entries);
}

async function writeAll(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly Entry[],
): Promise<StoreResult> {
  return writeEncoded(client, parts, entries, await encodeBatch(parts, entries));
}

/** Leaves out what was stored before, and what stands in the batch twice. */
async function writeUnseen(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly Entry[],
): Promise<StoreResult> {
  const seen = await storedKeys(client, await keysByTable(parts, entries));
  const isNew = ({ key }: JudgedEvent) => {
    const before = seen.size;
    return seen.add(key).size > before;
  };
  return writeEncoded(client, parts, entries, await encodeBatch(parts, entries, isNew));
}

async function storedKeys(
  client: PoolClient,
  keys: ReadonlyMap<string, readonly string[]>,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [table, list] of keys) {
    const sql = `SELECT event_key FROM ${quoted(table)} WHERE event_key = ANY($1)`;
    const { rows } = await client.query<{ event_key: string }>(sql, [list]);
    for (const { event_key } of rows) found.add(event_key);
  }
  return found;
}

async function writeEncoded(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly Entry[],
  batch: EncodedBatch,
): Promise<StoreResult> {
  const result = await inTransaction(client, async () => {
    for (const each of batch.rows) await copy(client, each, each.target.table);
    return settle(client, parts, batch, entries);
  });
  reuse(batch);
  return result;
}

async function writeNew(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly Entry[],
): Promise<StoreResult> {
  const all = await encodeBatch(parts, entries);
  return inTransaction(client, async () => {
    const fresh = new Set<string>();
    for (const each of all.rows) for (const key of await insertNew(client, each)) fresh.add(key);
    const counted = await encodeBatch(parts, entries, (event) => fresh.delete(event.key));
    return settle(client, parts, counted, entries);
  });
}

/** Writes events that leave the quarantine. */
export async function releaseEvents(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly JudgedEntry[],
): Promise<number> {
  const keys = entries.flatMap((entry) => entry.events.map((event) => event.key));
  const leaving = entries.map(({ receivedAt, position, events }) => ({
    receivedAt,
    position,
    judge: () => events,
  }));
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ event_key: string }>(
      "DELETE FROM quarantine WHERE event_key = ANY($1) RETURNING event_key",
      [keys],
    );
    const there = new Set(rows.map((row) => row.event_key));
    const batch = await encodeBatch(parts, leaving, (event) => there.delete(event.key));
    for (const each of batch.rows) await insertNew(client, each);
    return rows.length;
  });
}

async function copy(client: PoolClient, { target, writer }: EncodedRows, into: string): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${quoted(into)} (${target.columns}) FROM STDIN`));
  await pipeline([writer.take()], stream);
}

/** Copies into a table in between, and from there what is new; returns the keys of that. */
async function insertNew(client: PoolClient, each: EncodedRows): Promise<readonly string[]> {
  const { table, columns } = each.target;
  const between = `new_${table}`.slice(0, 63);
  await client.query(`CREATE TEMP TABLE ${quoted(between)} (LIKE ${quoted(table)}) ON COMMIT DROP`);
  await copy(client, each, between);
  const inserted = await client.query<{ event_key: string }>(
    `INSERT INTO ${quoted(table)} (${columns}) SELECT ${columns} FROM ${quoted(between)} ORDER BY event_key ON CONFLICT DO NOTHING RETURNING event_key`,
  );
  return inserted.rows.map((row) => row.event_key);
}

/** What is written beside the events, and what is said of them. */
async function settle(
  client: PoolClient,
  { quarantineRows, now }: WriteParts,
  { counts, names, apart, duplicates }: EncodedBatch,
  entries: readonly Entry[],
): Promise<StoreResult> {
  if (names.length > 0) await countNames(client, names);
  if (apart > 0)
    await client.query(
      "DELETE FROM quarantine WHERE event_key IN (SELECT event_key FROM quarantine ORDER BY received_at DESC, event_key DESC OFFSET $1)",
      [quarantineRows],
    );
  await client.query(
    `INSERT INTO batches VALUES (${DIALECT_WORDS.postgres.timestamp("$1")}, $2, $3, $4, $5, $6)`,
    [
      now(),
      counts.accepted,
      counts.quarantined,
      counts.unknown,
      duplicates,
      entries.at(-1)?.position ?? null,
    ],
  );
  return { ...counts, duplicates };
}

const [FIRST, LAST] = [
  DIALECT_WORDS.postgres.timestamp("first_ms"),
  DIALECT_WORDS.postgres.timestamp("last_ms"),
];

const COUNT_NAMES = `
INSERT INTO observations AS o (kind, event_type, name, count, first_seen, last_seen)
SELECT kind, event_type, name, count, ${FIRST}, ${LAST}
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[]) AS n (kind, event_type, name, count, first_ms, last_ms)
WHERE (SELECT count(*) FROM observations) < ${MOST_NAMES}
  OR EXISTS (SELECT 1 FROM observations s WHERE s.kind = n.kind AND s.event_type = n.event_type AND s.name = n.name)
ORDER BY kind, event_type, name
ON CONFLICT (kind, event_type, name) DO UPDATE SET count = o.count + excluded.count,
  first_seen = least(o.first_seen, excluded.first_seen), last_seen = greatest(o.last_seen, excluded.last_seen)`;

async function countNames(client: PoolClient, names: readonly NameCount[]): Promise<void> {
  const list = <T>(of: (name: NameCount) => T) => names.map(of);
  await client.query(COUNT_NAMES, [
    list((n) => n.kind),
    list((n) => n.eventType),
    list((n) => n.name),
    list((n) => n.count),
    list((n) => n.first),
    list((n) => n.last),
  ]);
}

async function inTransaction<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
