import type { PoolClient, QueryArrayConfig } from "pg";
import { boundedRows } from "../bounded-rows.js";
import type { QueryLimits, QueryResult } from "../store.js";
import { StoreError } from "../store-error.js";
import { postgresError, sqlState } from "./postgres-error.js";

const ROWS = 10_000;
const TIMEOUT_MS = 30_000;

/** Through SQL such a role can read files of the database server, or run programs there. */
const TOO_MIGHTY = `
SELECT rolsuper OR pg_has_role(current_user, 'pg_read_server_files', 'MEMBER') OR pg_has_role(current_user, 'pg_execute_server_program', 'MEMBER') AS mighty
FROM pg_roles WHERE rolname = current_user`;

/** The next rows: few, because each may be large. */
const FETCH = "FETCH 100 FROM answer";

/** Statements that read and that have no cursor. */
const SHORT_ANSWERS = /^\s*(EXPLAIN|SHOW)\b/i;

/**
 * Runs one statement that only reads, by the database's own judgement: in a read-only transaction, sent so that it
 * takes no second statement, and through a cursor, which only SELECT, VALUES and WITH have.
 */
export async function readOnlyQuery(
  client: PoolClient,
  sql: string,
  { rows: limit = ROWS, timeoutMs = TIMEOUT_MS }: QueryLimits = {},
): Promise<QueryResult> {
  const ask = (text: string) => client.query<unknown[]>(oneStatement(text));
  try {
    const { rows } = await client.query<{ mighty: boolean }>(TOO_MIGHTY);
    if (rows[0]?.mighty !== false) throw new StoreError("query", MIGHTY);
    await client.query("BEGIN READ ONLY");
    await client.query(`SET LOCAL statement_timeout = ${Math.max(1, Math.trunc(timeoutMs))}`);
    const short = SHORT_ANSWERS.test(sql);
    if (!short) await ask(`DECLARE answer NO SCROLL CURSOR FOR ${sql}`);
    const first = await ask(short ? sql : FETCH);
    const pieces = async function* () {
      for (let piece = first.rows; piece.length > 0; piece = short ? [] : (await ask(FETCH)).rows)
        yield piece;
    };
    const { rows: found, truncated } = await boundedRows(pieces(), limit);
    const types = await typeNames(
      client,
      first.fields.map((field) => field.dataTypeID),
    );
    return {
      columns: first.fields.map(({ name }, i) => ({ name, type: types[i] ?? "" })),
      rows: found,
      truncated,
    };
  } catch (error) {
    throw explained(error, timeoutMs);
  } finally {
    await client.query("ROLLBACK").catch(() => {});
  }
}

/** The extended protocol takes one statement only; the declaration of the library does not know the member. */
function oneStatement(text: string): QueryArrayConfig & { readonly queryMode: "extended" } {
  return { text, rowMode: "array", queryMode: "extended" };
}

const MIGHTY =
  "the store is connected as a role that can read files of the database server through SQL: connect as a role of its own";

async function typeNames(client: PoolClient, oids: readonly number[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT format_type(oid, NULL) AS name FROM unnest($1::oid[]) WITH ORDINALITY AS t (oid, at) ORDER BY at",
    [oids],
  );
  return rows.map(({ name }) => name);
}

/** Whoever asks wrote the question, so the database may quote it. */
function explained(error: unknown, timeoutMs: number): Error {
  const state = sqlState(error);
  if (!(error instanceof Error) || state === undefined) return postgresError(error, "the query failed");
  if (state === "57014")
    return new StoreError("limit", `the query took longer than ${timeoutMs} ms and was stopped`, {
      cause: error,
    });
  return new StoreError("query", error.message, { cause: error });
}
