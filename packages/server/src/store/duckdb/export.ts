import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { rowFunctions } from "../../gen/rows.js";
import { tables } from "../../gen/tables.js";
import { DIALECT_WORDS, quoted } from "../dialect.js";
import { columnExpression, toCell } from "../read/records.js";
import type { ExportQuery } from "../store.js";
import { StoreError } from "../store-error.js";
import type { TableDescription } from "../table.js";
import type { DuckDbDatabase } from "./database.js";
import { plain } from "./source.js";

/** The events as bytes: for ndjson as they were received, one a line, type by type; else all columns of one type. */
export async function* exportEvents(database: DuckDbDatabase, query: ExportQuery): AsyncIterable<Uint8Array> {
  const chosen = tables.filter((t) => query.type === undefined || t.name === query.type);
  const [only] = chosen;
  if (only === undefined)
    throw new StoreError("query", "no table has that name: give an event type of the contracts");
  if (query.format === "ndjson") {
    for (const table of chosen) yield* lines(database, table, query);
    return;
  }
  if (query.type === undefined)
    throw new StoreError("query", `${query.format} holds one event type: each has its own columns`);
  yield* copied(database, only, query);
}

/** Lines that are put into one piece. */
const PIECE = 500;

async function* lines(
  database: DuckDbDatabase,
  table: TableDescription,
  query: ExportQuery,
): AsyncIterable<Uint8Array> {
  const connection = await database.connect();
  try {
    const columns = ["missing_keys", ...table.columns.map(columnExpression)].join(", ");
    const result = await connection.stream(
      `SELECT ${columns} FROM ${quoted(table.name)}${range(query)} ORDER BY received_at, event_key`,
    );
    const fromRow = rowFunctions[table.name]?.fromRow ?? (() => null);
    for await (const rows of result.yieldRows()) {
      for (let from = 0; from < rows.length; from += PIECE) {
        const events = rows
          .slice(from, from + PIECE)
          .map((row) => fromRow(row.map((cell) => toCell(plain(cell)))));
        yield Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
      }
    }
  } finally {
    connection.closeSync();
  }
}

const COPY_OPTIONS = { csv: "FORMAT csv, HEADER", parquet: "FORMAT parquet, COMPRESSION zstd" } as const;

/** The engine writes files only, so it writes one that is read and removed. */
async function* copied(
  database: DuckDbDatabase,
  { name }: TableDescription,
  query: ExportQuery,
): AsyncIterable<Uint8Array> {
  const { format } = query;
  if (format === "ndjson") throw new StoreError("query", "ndjson is not copied");
  const path = join(database.outFolder, `export-${randomUUID()}.${format}`);
  const connection = await database.connect();
  try {
    const select = `SELECT * FROM ${quoted(name)}${range(query)} ORDER BY received_at, event_key`;
    await connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (${COPY_OPTIONS[format]})`);
    for await (const piece of createReadStream(path)) yield piece;
  } finally {
    connection.closeSync();
    await rm(path, { force: true });
  }
}

/** Times are numbers, so they may stand in the text of a statement that takes no parameters. */
function range({ since, until }: ExportQuery): string {
  const at = (ms: number) => DIALECT_WORDS.duckdb.timestamp(String(Math.trunc(ms)));
  const conditions = [
    ...(since === undefined ? [] : [`received_at >= ${at(since)}`]),
    ...(until === undefined ? [] : [`received_at < ${at(until)}`]),
  ];
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}
