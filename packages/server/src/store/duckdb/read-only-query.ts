import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBResult,
  type DuckDBType,
  type Json,
  JsonDuckDBValueConverter,
  StatementType,
} from "@duckdb/node-api";
import { boundedRows } from "../bounded-rows.js";
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
    const answer = await statement.stream();
    const types = answer.columnTypes();
    const found = await boundedRows(piecesOf(answer), rows);
    return {
      columns: answer.columnNames().map((name, i) => ({ name, type: String(types[i]) })),
      rows: found.rows.map((row) => row.map((value, i) => number(value, types[i]))),
      truncated: found.truncated,
    };
  } catch (error) {
    throw explained(error, timeoutMs);
  } finally {
    stopTimer();
    await connection.run("ROLLBACK").catch(() => {});
  }
}

/** Rows as JSON values, each made when it is asked for: a chunk of large texts would take gigabytes. */
async function* piecesOf(answer: DuckDBResult): AsyncGenerator<Iterable<readonly Json[]>> {
  for (
    let chunk = await answer.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await answer.fetchChunk()
  )
    yield rowsOf(chunk);
}

function* rowsOf(chunk: DuckDBDataChunk): Generator<readonly Json[]> {
  for (let row = 0; row < chunk.rowCount; row++) yield chunk.convertRowValues(row, JsonDuckDBValueConverter);
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
