import { tables } from "../../gen/tables.js";
import type { ApartRow, TypedRow } from "../batch-rows.js";
import type { PresentTables } from "../migration.js";
import { serverColumns } from "../server-tables.js";
import type { ColumnKind, TableDescription } from "../table.js";
import { type RowCollector, rowCollector, type WriterColumn, type WriterKind } from "./row-collector.js";

const KINDS: Readonly<Record<ColumnKind, WriterKind>> = {
  text: "text",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  texts: "texts",
  json: "text",
  presence: "boolean",
};

const COMMON: Readonly<Record<string, WriterColumn<TypedRow>>> = {
  event_key: { kind: "text", value: (r) => r.key },
  received_at: { kind: "timestamp", value: (r) => r.receivedAt },
  product_surface: { kind: "text", value: () => "codex" },
  product_client: { kind: "text", value: (r) => r.client },
  log_position: { kind: "text", value: (r) => r.position },
  missing_keys: { kind: "text", value: (r) => r.row[0] },
  unknown_keys: { kind: "text", value: (r) => r.unknownKeys },
};

const APART: Readonly<Record<string, WriterColumn<ApartRow>>> = {
  event_key: { kind: "text", value: (r) => r.key },
  verdict: { kind: "text", value: (r) => r.verdict },
  fingerprint: { kind: "text", value: (r) => r.fingerprint },
  event_type: { kind: "text", value: (r) => r.eventType },
  received_at: { kind: "timestamp", value: (r) => r.receivedAt },
  product_client: { kind: "text", value: (r) => r.client },
  thread_id: { kind: "text", value: (r) => r.thread },
  turn_id: { kind: "text", value: (r) => r.turn },
  log_position: { kind: "text", value: (r) => r.position },
  event: { kind: "text", value: (r) => r.event },
  removed: { kind: "text", value: (r) => r.removed },
  issues: { kind: "text", value: (r) => r.issues },
  unknown_keys: { kind: "text", value: (r) => r.unknownKeys },
};

/** Collects rows for the tables as they are: added columns stand last, removed ones stay and are NULL. */
export interface TableRows {
  /** By event type. */
  readonly typed: ReadonlyMap<string, RowCollector<TypedRow>>;
  readonly apart: RowCollector<ApartRow>;
}

export function tableRows(present: PresentTables): TableRows {
  return {
    typed: new Map(
      tables.map((table) => [table.name, typedRows(table, present.get(table.name) ?? new Map())]),
    ),
    apart: rowCollector(serverColumns("quarantine").flatMap(([name]) => APART[name] ?? [])),
  };
}

function typedRows(table: TableDescription, present: ReadonlyMap<string, string>): RowCollector<TypedRow> {
  return rowCollector(
    [...present].map(([name, type]): WriterColumn<TypedRow> => {
      const common = COMMON[name];
      if (common !== undefined) return common;
      const index = table.columns.findIndex((c) => c.name === name);
      const column = table.columns[index];
      if (column === undefined) return { kind: kindOfType(type), value: () => null };
      // The missing keys come first.
      return { kind: KINDS[column.kind], value: (r) => r.row[index + 1] };
    }),
  );
}

/** Of a column that no contract knows any more. */
function kindOfType(type: string): WriterKind {
  const known = tables.flatMap((table) => table.columns).find((column) => column.types.duckdb === type);
  return known === undefined ? "text" : KINDS[known.kind];
}
