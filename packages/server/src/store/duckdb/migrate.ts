import type { DuckDBConnection } from "@duckdb/node-api";
import { duckdbEventsView, duckdbTables } from "../../gen/duckdb.js";
import { type PresentTables, planMigration } from "../migration.js";
import { serverTables } from "../server-tables.js";
import type { Migration } from "../store.js";

/** Brings the tables to the contracts, in one transaction. */
export async function migrate(connection: DuckDBConnection): Promise<readonly Migration[]> {
  const steps = planMigration(await presentTables(connection), "duckdb", duckdbTables);
  await connection.run("BEGIN TRANSACTION");
  try {
    for (const sql of serverTables("duckdb")) await connection.run(sql);
    for (const sql of steps.flatMap((step) => step.sql)) await connection.run(sql);
    await connection.run(duckdbEventsView);
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
  return steps.map(({ table, column, change }) => ({ table, column, change }));
}

/** The tables of the database with their columns in order. */
export async function presentTables(connection: DuckDBConnection): Promise<PresentTables> {
  const result = await connection.runAndReadAll(
    "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal AND table_name NOT IN (SELECT view_name FROM duckdb_views()) ORDER BY table_name, column_index",
  );
  const present = new Map<string, Map<string, string>>();
  for (const [table, column, type] of result.getRows()) {
    const columns = present.get(String(table)) ?? new Map<string, string>();
    columns.set(String(column), String(type));
    present.set(String(table), columns);
  }
  return present;
}
