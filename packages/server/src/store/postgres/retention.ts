import type { PoolClient } from "pg";
import { tables } from "../../gen/tables.js";
import { DIALECT_WORDS, quoted } from "../dialect.js";
import type { RetentionPolicy } from "../store.js";

/** Rows whose size is looked at. */
const SAMPLE = 1000;

/** What indexes and page heads add to the bytes of rows. */
const OVERHEAD = 1.5;

/**
 * Removes what is too old, and then the oldest until the rest fits, as far as the size of rows tells: the files
 * of a table do not shrink, their space is used again. Returns how many events went.
 */
export async function retain(client: PoolClient, policy: RetentionPolicy, now: number): Promise<number> {
  const { maxAgeMs, maxBytes } = policy;
  let gone = maxAgeMs === undefined ? 0 : await removeBefore(client, now - maxAgeMs);
  const share = maxBytes === undefined ? 0 : 1 - maxBytes / (await bytesOfRows(client));
  if (share <= 0) return gone;
  const { rows } = await client.query<{ at: number | null }>(
    `SELECT ${DIALECT_WORDS.postgres.epochMs("percentile_disc($1) WITHIN GROUP (ORDER BY received_at)")} AS at FROM events`,
    [share],
  );
  const at = rows[0]?.at;
  if (typeof at === "number") gone += await removeBefore(client, at + 1);
  return gone;
}

async function bytesOfRows(client: PoolClient): Promise<number> {
  let bytes = 0;
  for (const { name } of tables) {
    const { rows } = await client.query<{ rows: number; bytes: number }>(
      `SELECT (SELECT count(*) FROM ${quoted(name)}) AS rows, (SELECT CAST(coalesce(avg(pg_column_size(t)), 0) AS double precision) FROM (SELECT * FROM ${quoted(name)} LIMIT ${SAMPLE}) AS t) AS bytes`,
    );
    bytes += (rows[0]?.rows ?? 0) * (rows[0]?.bytes ?? 0) * OVERHEAD;
  }
  return bytes;
}

async function removeBefore(client: PoolClient, cutoff: number): Promise<number> {
  let gone = 0;
  for (const name of [...tables.map((t) => t.name), "quarantine"]) {
    const sql = `DELETE FROM ${quoted(name)} WHERE received_at < ${DIALECT_WORDS.postgres.timestamp("$1")}`;
    gone += (await client.query(sql, [cutoff])).rowCount ?? 0;
  }
  return gone;
}
