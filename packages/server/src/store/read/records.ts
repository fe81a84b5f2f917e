import type { Issue } from "@codex-contracts/protocol";
import type { EventRecord } from "../../api/wire.js";
import { rowFunctions } from "../../gen/rows.js";
import { tables } from "../../gen/tables.js";
import { DIALECT_WORDS, quoted, type SqlSource } from "../dialect.js";
import type { Cell } from "../row.js";
import type { ColumnDescription, TableDescription } from "../table.js";
import { Where } from "./where.js";

/** Where an event is kept. */
export interface EventPlace {
  readonly key: string;
  readonly eventType: string | null;
  readonly receivedAt: number;
  /** In the quarantine table, not in that of its type. */
  readonly apart: boolean;
}

/** The events at some places, in the order of the places. */
export async function recordsOf(source: SqlSource, places: readonly EventPlace[]): Promise<EventRecord[]> {
  const groups = new Map<string, EventPlace[]>();
  for (const place of places) {
    const table = place.apart ? APART : (place.eventType ?? APART);
    groups.set(table, [...(groups.get(table) ?? []), place]);
  }
  const found = new Map<string, EventRecord>();
  for (const [name, group] of groups) {
    const table = tables.find((t) => t.name === name);
    const records =
      table === undefined ? await apartRecords(source, group) : await typedRecords(source, table, group);
    for (const record of records) found.set(record.key, record);
  }
  return places.flatMap(({ key }) => found.get(key) ?? []);
}

const APART = "quarantine";

async function typedRecords(
  source: SqlSource,
  table: TableDescription,
  places: readonly EventPlace[],
): Promise<EventRecord[]> {
  const columns = ["missing_keys", ...table.columns.map(columnExpression)].join(", ");
  const rows = await rowsAt(source, table.name, `product_client, unknown_keys, ${columns}`, places);
  return rows.map(([key, receivedAt, client, unknownKeys, ...cells]) =>
    typedRecord(
      table,
      { key: String(key), receivedAt: Number(receivedAt) },
      client,
      unknownKeys,
      cells.map(toCell),
    ),
  );
}

/** JSON values as text, in both dialects. */
export function columnExpression({ name, kind }: ColumnDescription): string {
  return kind === "json" ? `CAST(${quoted(name)} AS text)` : quoted(name);
}

function typedRecord(
  table: TableDescription,
  { key, receivedAt }: { key: string; receivedAt: number },
  client: unknown,
  unknownKeys: unknown,
  row: readonly Cell[],
): EventRecord {
  const cellOf = (name: string) => textOrNull(row[table.columns.findIndex((c) => c.name === name) + 1]);
  const has = (name: string) => table.columns.some((c) => c.name === name);
  const turns = table.columns.filter((c) => c.name.endsWith("_turn_id")).map((c) => c.name);
  const unknown = pointers(unknownKeys);
  return {
    key,
    event_type: table.name,
    received_at: new Date(receivedAt).toISOString(),
    thread_id: has("thread_id") ? cellOf("thread_id") : null,
    turn_id: has("turn_id") ? cellOf("turn_id") : (turns.map(cellOf).find((id) => id !== null) ?? null),
    client: textOrNull(client),
    verdict: unknown.length === 0 ? "accepted" : "unknown",
    event: rowFunctions[table.name]?.fromRow(row),
    findings: { issues: [], unknown_keys: unknown },
  };
}

/** Columns of the quarantine that a record is made of, behind its key and its time. */
const APART_COLUMNS =
  "verdict, event_type, product_client, thread_id, turn_id, unknown_keys, CAST(issues AS text), CAST(event AS text)";

async function apartRecords(source: SqlSource, places: readonly EventPlace[]): Promise<EventRecord[]> {
  return (await rowsAt(source, APART, APART_COLUMNS, places)).map(apartRecord);
}

function apartRecord(row: readonly unknown[]): EventRecord {
  const [key, receivedAt, verdict, type, client, thread, turn, unknownKeys, issues, event] = row;
  return {
    key: String(key),
    event_type: textOrNull(type),
    received_at: new Date(Number(receivedAt)).toISOString(),
    thread_id: textOrNull(thread),
    turn_id: textOrNull(turn),
    client: textOrNull(client),
    verdict: verdict === "unknown" ? "unknown" : "quarantined",
    event: JSON.parse(String(event)),
    // Written by this store from a list of issues.
    findings: { issues: JSON.parse(String(issues)) as Issue[], unknown_keys: pointers(unknownKeys) },
  };
}

/** Rows by key; the time range lets a database pass over most of its blocks. */
async function rowsAt(
  source: SqlSource,
  table: string,
  columns: string,
  places: readonly EventPlace[],
): Promise<readonly (readonly unknown[])[]> {
  const words = DIALECT_WORDS[source.dialect];
  const where = new Where();
  const times = places.map((p) => p.receivedAt);
  where.add(`received_at >= ${words.timestamp(where.parameter(Math.min(...times)))}`);
  where.add(`received_at <= ${words.timestamp(where.parameter(Math.max(...times)))}`);
  where.add(`event_key IN (${places.map((p) => where.parameter(p.key)).join(", ")})`);
  const sql = `SELECT event_key, ${words.epochMs("received_at")}, ${columns} FROM ${quoted(table)}${where.sql}`;
  return source.rows(sql, where.parameters);
}

export function toCell(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(String);
  return String(value);
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function pointers(value: unknown): string[] {
  return typeof value === "string" && value !== "" ? value.split(",") : [];
}
