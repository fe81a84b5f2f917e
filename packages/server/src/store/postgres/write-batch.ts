import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { DIALECT_WORDS, quoted } from "../dialect.js";
import { type NameCount, type PreparedBatch, type PrepareOptions, prepareBatch } from "../prepare-batch.js";
import type { JudgedEntry, StoreResult } from "../store.js";
import { apartColumns, typedColumns } from "./columns.js";
import { type CopyColumn, copyText } from "./copy-text.js";
import { isRepeatedKey } from "./postgres-error.js";

/** Names of unknown keys and types that are kept; whoever sends others cannot fill the store with them. */
const MOST_NAMES = 10_000;

export interface WriteParts extends PrepareOptions {
  /** Events that are kept apart at most; the oldest go first. */
  readonly quarantineRows: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/**
 * Writes a batch in one transaction. Nearly always nothing of it was stored before, so that its rows go straight
 * into the tables; when a key is there already, all is taken back and goes through a table in between.
 */
export async function writeBatch(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly JudgedEntry[],
): Promise<StoreResult> {
  try {
    return await inTransaction(client, async () => {
      const prepared = prepareBatch(entries, parts);
      for (const { table, columns, rows } of copies(prepared)) await copy(client, table, columns, rows);
      return settle(client, parts, prepared, { entries, duplicates: 0 });
    });
  } catch (error) {
    if (!isRepeatedKey(error)) throw error;
    return inTransaction(client, () => writeNew(client, parts, entries));
  }
}

async function writeNew(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly JudgedEntry[],
): Promise<StoreResult> {
  const fresh = new Set<string>();
  for (const { table, columns, rows } of copies(prepareBatch(entries, parts)))
    for (const key of await insertNew(client, table, columns, rows)) fresh.add(key);
  const events = entries.reduce((sum, entry) => sum + entry.events.length, 0);
  const duplicates = events - fresh.size;
  const prepared = prepareBatch(entries, parts, (event) => fresh.delete(event.key));
  return settle(client, parts, prepared, { entries, duplicates });
}

/** Writes events that leave the quarantine. */
export async function releaseEvents(
  client: PoolClient,
  parts: WriteParts,
  entries: readonly JudgedEntry[],
): Promise<number> {
  const keys = entries.flatMap((entry) => entry.events.map((event) => event.key));
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ event_key: string }>(
      "DELETE FROM quarantine WHERE event_key = ANY($1) RETURNING event_key",
      [keys],
    );
    const there = new Set(rows.map((row) => row.event_key));
    const prepared = prepareBatch(entries, parts, (event) => there.delete(event.key));
    for (const { table, columns, rows: moved } of copies(prepared))
      await insertNew(client, table, columns, moved);
    return rows.length;
  });
}

interface Copy {
  readonly table: string;
  // Each table has rows of its own type; columns and rows of one copy belong together.
  readonly columns: readonly CopyColumn<never>[];
  readonly rows: readonly never[];
}

/** In the order of the names, so that workers that write the same do not wait for each other in a circle. */
function copies({ typed, apart }: PreparedBatch): Copy[] {
  const all: Copy[] = [...typed]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, rows]) => ({
      table,
      columns: typedColumns.get(table) ?? [],
      rows: rows as readonly never[],
    }));
  return apart.length === 0
    ? all
    : [...all, { table: "quarantine", columns: apartColumns, rows: apart as readonly never[] }];
}

async function copy(
  client: PoolClient,
  table: string,
  columns: Copy["columns"],
  rows: Copy["rows"],
): Promise<void> {
  const names = columns.map(({ name }) => quoted(name)).join(", ");
  const stream = client.query(copyFrom(`COPY ${quoted(table)} (${names}) FROM STDIN`));
  await pipeline([Buffer.from(copyText(columns, rows))], stream);
}

/** Copies into a table in between, and from there what is new; returns the keys of that. */
async function insertNew(
  client: PoolClient,
  table: string,
  columns: Copy["columns"],
  rows: Copy["rows"],
): Promise<readonly string[]> {
  const between = `new_${table}`.slice(0, 63);
  const names = columns.map(({ name }) => quoted(name)).join(", ");
  await client.query(`CREATE TEMP TABLE ${quoted(between)} (LIKE ${quoted(table)}) ON COMMIT DROP`);
  await copy(client, between, columns, rows);
  const inserted = await client.query<{ event_key: string }>(
    `INSERT INTO ${quoted(table)} (${names}) SELECT ${names} FROM ${quoted(between)} ORDER BY event_key ON CONFLICT DO NOTHING RETURNING event_key`,
  );
  return inserted.rows.map((row) => row.event_key);
}

/** What is written beside the events, and what is said of them. */
async function settle(
  client: PoolClient,
  { quarantineRows, now }: WriteParts,
  { counts, names, apart }: PreparedBatch,
  { entries, duplicates }: { readonly entries: readonly JudgedEntry[]; readonly duplicates: number },
): Promise<StoreResult> {
  if (names.length > 0) await countNames(client, names);
  if (apart.length > 0)
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
