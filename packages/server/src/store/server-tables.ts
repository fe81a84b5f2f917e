import type { Dialect } from "./table.js";

const TYPES = {
  text: { duckdb: "VARCHAR", postgres: "text" },
  json: { duckdb: "JSON", postgres: "jsonb" },
  integer: { duckdb: "BIGINT", postgres: "bigint" },
  timestamp: { duckdb: "TIMESTAMP", postgres: "timestamptz" },
  uuid: { duckdb: "UUID", postgres: "uuid" },
} as const satisfies Record<string, Record<Dialect, string>>;

type ServerColumn = readonly [name: string, type: keyof typeof TYPES];

interface ServerTable {
  readonly name: string;
  readonly columns: readonly ServerColumn[];
  readonly primaryKey?: readonly string[];
  /** Only in this dialect. */
  readonly dialect?: Dialect;
}

const KEY_COLUMNS = [
  ["stream", "uuid"],
  ["first_n", "integer"],
  ["last_n", "integer"],
  ["received_at", "timestamp"],
] as const satisfies readonly ServerColumn[];

/** The tables of the server beside those of the event types. */
const SERVER_TABLES: readonly ServerTable[] = [
  {
    name: "quarantine",
    columns: [
      ["event_key", "text"],
      ["verdict", "text"],
      ["fingerprint", "text"],
      ["event_type", "text"],
      ["received_at", "timestamp"],
      ["product_client", "text"],
      ["thread_id", "text"],
      ["turn_id", "text"],
      ["log_position", "text"],
      ["event", "json"],
      ["removed", "json"],
      ["issues", "json"],
      ["unknown_keys", "text"],
    ],
  },
  {
    name: "observations",
    columns: [
      ["kind", "text"],
      ["event_type", "text"],
      ["name", "text"],
      ["count", "integer"],
      ["first_seen", "timestamp"],
      ["last_seen", "timestamp"],
    ],
    primaryKey: ["kind", "event_type", "name"],
  },
  {
    name: "batches",
    columns: [
      ["stored_at", "timestamp"],
      ["accepted", "integer"],
      ["quarantined", "integer"],
      ["unknown", "integer"],
      ["duplicates", "integer"],
      ["log_position", "text"],
    ],
  },
  { name: "event_keys", columns: KEY_COLUMNS, dialect: "duckdb" },
  { name: "event_streams", columns: KEY_COLUMNS, dialect: "duckdb" },
];

/** `CREATE TABLE` of each table of the server. */
export function serverTables(dialect: Dialect): readonly string[] {
  return SERVER_TABLES.filter((table) => (table.dialect ?? dialect) === dialect).map((table) => {
    const columns = table.columns.map(([name, type]) => `"${name}" ${TYPES[type][dialect]}`);
    // In PostgreSQL the key of an event keeps repetitions out; in DuckDB the ranges of its stream do.
    const key =
      table.primaryKey ?? (dialect === "postgres" && table.name === "quarantine" ? ["event_key"] : []);
    if (key.length > 0) columns.push(`PRIMARY KEY (${key.map((name) => `"${name}"`).join(", ")})`);
    return `CREATE TABLE IF NOT EXISTS "${table.name}" (${columns.join(", ")})`;
  });
}

/** Columns of a table of the server, in its order. */
export function serverColumns(name: string): readonly ServerColumn[] {
  return SERVER_TABLES.find((table) => table.name === name)?.columns ?? [];
}
