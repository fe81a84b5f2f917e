import type { DuckDBConnection } from "@duckdb/node-api";

/** Rows that hold a stream together are joined when there are so many more than streams. */
const RATIO = 2;

/** Joins the ranges of each stream, and the counts of earlier batches; what they say stays the same. */
export async function compact(connection: DuckDBConnection): Promise<void> {
  const counted = await connection.runAndReadAll(
    "SELECT count(*), count(DISTINCT stream) FROM event_streams",
  );
  const [rows = 0, streams = 0] = (counted.getRows()[0] ?? []).map(Number);
  if (rows > streams * RATIO) await replace(connection, "event_streams", JOINED_STREAMS);
  const batches = await connection.runAndReadAll("SELECT count(*) FROM batches");
  if (Number(batches.getRows()[0]?.[0] ?? 0) > 1000) await replace(connection, "batches", JOINED_BATCHES);
}

/** A range begins anew where it does not touch what came before it. */
const JOINED_STREAMS = `
SELECT stream, min(first_n), max(last_n), max(received_at) FROM (
  SELECT *, sum(begins) OVER (PARTITION BY stream ORDER BY first_n ROWS UNBOUNDED PRECEDING) AS island FROM (
    SELECT *, CASE WHEN first_n <= 1 + max(last_n) OVER (PARTITION BY stream ORDER BY first_n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS begins
    FROM event_streams
  )
) GROUP BY stream, island`;

const JOINED_BATCHES = `
SELECT max(stored_at), sum(accepted)::BIGINT, sum(quarantined)::BIGINT, sum("unknown")::BIGINT, sum(duplicates)::BIGINT, arg_max(log_position, stored_at) FROM batches`;

async function replace(connection: DuckDBConnection, table: string, select: string): Promise<void> {
  await connection.run("BEGIN TRANSACTION");
  try {
    await connection.run(`CREATE TEMP TABLE joined AS ${select}`);
    await connection.run(`DELETE FROM ${table}`);
    await connection.run(`INSERT INTO ${table} SELECT * FROM joined`);
    await connection.run("DROP TABLE joined");
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}
