import type { PoolClient } from "pg";
import { postgresEventsView, postgresIndexes, postgresTables } from "../../gen/postgres.js";
import { quoted } from "../dialect.js";
import { type PresentTables, planMigration } from "../migration.js";
import { serverTables } from "../server-tables.js";
import type { Migration } from "../store.js";

/** Any number that nobody else in the database uses. */
const LOCK = 7_202_604_240;

const COLUMNS = `
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum`;

const MORE_INDEXES = [
  'CREATE INDEX IF NOT EXISTS "quarantine_fingerprint" ON "quarantine" ("fingerprint", "event_key")',
  'CREATE INDEX IF NOT EXISTS "quarantine_received_at" ON "quarantine" ("received_at", "event_key")',
];

/** Brings the tables to the contracts, in one transaction; of several workers that start together one does it. */
export async function migrate(client: PoolClient, schema: string | undefined): Promise<readonly Migration[]> {
  await client.query("BEGIN");
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
    if (schema !== undefined) await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
    const steps = planMigration(await presentTables(client), "postgres", postgresTables);
    for (const sql of serverTables("postgres")) await client.query(sql);
    for (const sql of steps.flatMap((step) => step.sql)) await client.query(sql);
    for (const sql of [...postgresIndexes, ...MORE_INDEXES]) await client.query(sql);
    await client.query(postgresEventsView);
    await client.query("COMMIT");
    return steps.map(({ table, column, change }) => ({ table, column, change }));
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function presentTables(client: PoolClient): Promise<PresentTables> {
  const { rows } = await client.query<string[]>({ text: COLUMNS, rowMode: "array" });
  const present = new Map<string, Map<string, string>>();
  for (const [table = "", column = "", type = ""] of rows) {
    const columns = present.get(table) ?? new Map<string, string>();
    columns.set(column, type);
    present.set(table, columns);
  }
  return present;
}
