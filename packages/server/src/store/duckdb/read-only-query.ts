import { type DuckDBConnection, type DuckDBType, type Json, StatementType } from "@duckdb/node-api";
import type { QueryLimits, QueryResult } from "../store.js";
import { StoreError } from "../store-error.js";
import { duckdbError } from "./duckdb-error.js";

const ROWS = 10_000;
const TIMEOUT_MS = 30_000;

/** What only reads; SHOW, DESCRIBE, FROM and VALUES count as SELECT. */
const READING: readonly StatementType[] = [StatementType.SELECT, StatementType.EXPLAIN];

/**
 * Runs one statement that only reads, by the engine's own judgement: its kind is the one the engine gives it, and
 * it runs in a read-only transaction. Takes the connection for itself.
 */
export async function readOnlyQuery(
  connection: DuckDBConnection,
  sql: string,
  { rows = ROWS, timeoutMs = TIMEOUT_MS }: QueryLimits = {},
): Promise<QueryResult> {
  const stopTimer = interruptAfter(connection, timeoutMs);
  try {
    await connection.run("BEGIN TRANSACTION READ ONLY");
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw new StoreError("query", "a query is exactly one statement");
    const statement = await statements.prepare(0);
    if (!READING.includes(statement.statementType))
      throw new StoreError(
        "query",
        "only statements that read are allowed: SELECT, WITH, FROM, DESCRIBE, SHOW, EXPLAIN",
      );
    const reader = await statement.streamAndReadUntil(rows + 1);
    const names = reader.columnNames();
    const types = reader.columnTypes();
    return {
      columns: names.map((name, i) => ({ name, type: String(types[i]) })),
      rows: reader
        .getRowsJson()
        .slice(0, rows)
        .map((row) => row.map((value, i) => number(value, types[i]))),
      truncated: reader.currentRowCount > rows,
    };
  } catch (error) {
    throw explained(error, timeoutMs);
  } finally {
    stopTimer();
    await connection.run("ROLLBACK").catch(() => {});
  }
}

/** Between two statements an interruption is lost, so it is repeated until the timer is stopped. */
function interruptAfter(connection: DuckDBConnection, ms: number): () => void {
  let timer = setTimeout(function again() {
    connection.interrupt();
    timer = setTimeout(again, AGAIN_MS);
  }, ms);
  return () => clearTimeout(timer);
}

const AGAIN_MS = 50;

/** Integers come as texts; those that a double holds exactly are numbers. */
function number(value: Json, type: DuckDBType | undefined): Json {
  if (typeof value !== "string" || !INTEGERS.includes(String(type))) return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const INTEGERS: readonly string[] = ["BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"];

/** Whoever asks wrote the question, so the engine may quote it. */
function explained(error: unknown, timeoutMs: number): Error {
  const known = duckdbError(error, "the query failed");
  if (known === error || !(error instanceof Error)) return known;
  if (/^INTERRUPT/.test(error.message))
    return new StoreError("limit", `the query took longer than ${timeoutMs} ms and was stopped`, {
      cause: error,
    });
  return new StoreError("query", error.message, { cause: error });
}
