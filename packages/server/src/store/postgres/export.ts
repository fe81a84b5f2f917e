import type { PoolClient } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { rowFunctions } from "../../gen/rows.js";
import { tables } from "../../gen/tables.js";
import { DIALECT_WORDS, quoted } from "../dialect.js";
import { columnExpression, toCell } from "../read/records.js";
import type { ExportQuery } from "../store.js";
import { StoreError } from "../store-error.js";
import type { TableDescription } from "../table.js";

/** The events as bytes: for ndjson as they were received, one a line, type by type; else all columns of one type. */
export async function* exportEvents(client: PoolClient, query: ExportQuery): AsyncIterable<Uint8Array> {
  const chosen = tables.filter((t) => query.type === undefined || t.name === query.type);
  const [only] = chosen;
  if (only === undefined)
    throw new StoreError("query", "no table has that name: give an event type of the contracts");
  if (query.format === "parquet")
    throw new StoreError("query", "PostgreSQL writes no parquet: export csv or ndjson");
  if (query.format === "csv") {
    if (query.type === undefined)
      throw new StoreError("query", "csv holds one event type: each has its own columns");
    const select = `SELECT * FROM ${quoted(only.name)}${range(query)} ORDER BY received_at, event_key`;
    yield* client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT csv, HEADER)`));
    return;
  }
  for (const table of chosen) yield* lines(client, table, query);
}

/** Rows that are fetched at once. */
const PAGE = 1000;

async function* lines(
  client: PoolClient,
  table: TableDescription,
  query: ExportQuery,
): AsyncIterable<Uint8Array> {
  const columns = ["missing_keys", ...table.columns.map(columnExpression)].join(", ");
  const fromRow = rowFunctions[table.name]?.fromRow ?? (() => null);
  await client.query("BEGIN READ ONLY");
  try {
    await client.query(
      `DECLARE lines NO SCROLL CURSOR FOR SELECT ${columns} FROM ${quoted(table.name)}${range(query)} ORDER BY received_at, event_key`,
    );
    for (;;) {
      const { rows } = await client.query<unknown[]>({ text: `FETCH ${PAGE} FROM lines`, rowMode: "array" });
      if (rows.length === 0) return;
      yield Buffer.from(rows.map((row) => `${JSON.stringify(fromRow(row.map(toCell)))}\n`).join(""));
    }
  } finally {
    await client.query("ROLLBACK").catch(() => {});
  }
}

/** Times are numbers, so they may stand in the text of a statement that takes no parameters. */
function range({ since, until }: ExportQuery): string {
  const at = (ms: number) => DIALECT_WORDS.postgres.timestamp(String(Math.trunc(ms)));
  const conditions = [
    ...(since === undefined ? [] : [`received_at >= ${at(since)}`]),
    ...(until === undefined ? [] : [`received_at < ${at(until)}`]),
  ];
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}
