import { quoted } from "./names.js";
import { COLUMN_TYPES, COMMON_COLUMNS, type Dialect, type Table } from "./table.js";

/** `CREATE TABLE` of an event type. */
export function createTable({ name, columns }: Table, dialect: Dialect): string {
  const common = COMMON_COLUMNS.map((c) => {
    const constraint = c.constraint?.[dialect];
    return `${quoted(c.name)} ${c.types[dialect]}${constraint === undefined ? "" : ` ${constraint}`}`;
  });
  const own = columns.map((c) => `${quoted(c.name)} ${COLUMN_TYPES[c.kind][dialect]}`);
  return [`CREATE TABLE IF NOT EXISTS ${quoted(name)} (`, lines([...common, ...own]), ")"].join("\n");
}

/** Indexes of a table. DuckDB needs none: it skips blocks by their smallest and largest values. */
export function createIndexes({ name, columns }: Table, dialect: Dialect): string[] {
  if (dialect === "duckdb") return [];
  const keys = [
    ["received_at", "event_key"],
    ...(columns.some((c) => c.name === "thread_id") ? [["thread_id"]] : []),
  ];
  return keys.map(
    (key) =>
      `CREATE INDEX IF NOT EXISTS ${quoted(`${name}_${key[0]}`)} ON ${quoted(name)} (${key.map(quoted).join(", ")})`,
  );
}

/** The view over all tables: what every event has, and the ids that most have. */
export function createView(tables: readonly Table[], dialect: Dialect): string {
  const text = dialect === "duckdb" ? "VARCHAR" : "text";
  const selects = tables.map((table) => {
    const columns = [
      '"event_key"',
      `CAST('${table.name}' AS ${text}) AS "event_type"`,
      '"received_at"',
      '"product_surface"',
      '"product_client"',
      `${threadOf(table) ?? `CAST(NULL AS ${text})`} AS "thread_id"`,
      `${turnOf(table) ?? `CAST(NULL AS ${text})`} AS "turn_id"`,
      '"log_position"',
      '"unknown_keys"',
    ];
    return `SELECT ${columns.join(", ")} FROM ${quoted(table.name)}`;
  });
  return `CREATE OR REPLACE VIEW "events" AS\n${selects.join("\nUNION ALL\n")}`;
}

function threadOf({ columns }: Table): string | undefined {
  return columns.some((c) => c.name === "thread_id") ? quoted("thread_id") : undefined;
}

/** The turn, or where an event names several, the first that is known. */
function turnOf({ columns }: Table): string | undefined {
  const names = columns.map((c) => c.name);
  if (names.includes("turn_id")) return quoted("turn_id");
  const others = names.filter((name) => name.endsWith("_turn_id"));
  return others.length === 0 ? undefined : `COALESCE(${others.map(quoted).join(", ")})`;
}

function lines(items: readonly string[]): string {
  return items.map((item) => `  ${item}`).join(",\n");
}
