import type { DuckDBConnection } from "@duckdb/node-api";
import { tables } from "../../gen/tables.js";
import { DIALECT_WORDS, quoted } from "../dialect.js";
import type { RetentionPolicy } from "../store.js";

/** Removes what is too old, and then the oldest until the rest fits. Returns how many events went. */
export async function retain(
  connection: DuckDBConnection,
  { maxAgeMs, maxBytes }: RetentionPolicy,
  now: number,
): Promise<number> {
  let gone = maxAgeMs === undefined ? 0 : await removeBefore(connection, now - maxAgeMs);
  // What is still in the write-ahead log has no size yet.
  if (gone > 0 || maxBytes !== undefined) await connection.run("CHECKPOINT");
  const share = maxBytes === undefined ? 0 : await shareTooMuch(connection, maxBytes);
  const cutoff = share > 0 ? await timeOfShare(connection, share) : undefined;
  if (cutoff !== undefined) {
    gone += await removeBefore(connection, cutoff + 1);
    await connection.run("CHECKPOINT");
  }
  return gone;
}

/**
 * The share of the events that does not fit. Counted by rows: the space of removed ones comes back by and by, as
 * whole blocks of rows are gone, and until then they must not be counted against the others.
 */
async function shareTooMuch(connection: DuckDBConnection, maxBytes: number): Promise<number> {
  const one = async (sql: string) => Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0] ?? 0);
  const used = await one("SELECT sum(used_blocks * block_size) FROM pragma_database_size()");
  const live = await one("SELECT count(*) FROM events");
  let rows = 0;
  for (const { name } of tables)
    rows += await one(
      `SELECT sum(count) FROM pragma_storage_info('${name}') WHERE column_id = 0 AND segment_type <> 'VALIDITY'`,
    );
  const room = (maxBytes / used) * rows;
  return live === 0 || live <= room ? 0 : 1 - room / live;
}

/** When the oldest share of the events had been received, in Unix milliseconds. */
async function timeOfShare(connection: DuckDBConnection, share: number): Promise<number | undefined> {
  const result = await connection.runAndReadAll(
    `SELECT CAST(approx_quantile(epoch_ms(received_at), ${share}) AS BIGINT) FROM events`,
  );
  const value = result.getRows()[0]?.[0];
  return value === null || value === undefined ? undefined : Number(value);
}

async function removeBefore(connection: DuckDBConnection, cutoff: number): Promise<number> {
  const before = `received_at < ${DIALECT_WORDS.duckdb.timestamp(String(Math.trunc(cutoff)))}`;
  await connection.run("BEGIN TRANSACTION");
  try {
    let gone = 0;
    for (const name of [...tables.map((t) => t.name), "quarantine"])
      gone += (await connection.run(`DELETE FROM ${quoted(name)} WHERE ${before}`)).rowsChanged;
    // A request that is repeated after so long counts as a new one; streams of clients are remembered for ever.
    await connection.run(`DELETE FROM event_keys WHERE ${before}`);
    await connection.run("COMMIT");
    return gone;
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}
