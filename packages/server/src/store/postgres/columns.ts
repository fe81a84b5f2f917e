import { commonColumns, tables } from "../../gen/tables.js";
import type { ApartRow, TypedRow } from "../prepare-batch.js";
import { serverColumns } from "../server-tables.js";
import type { ColumnKind } from "../table.js";
import type { CopyColumn, CopyKind } from "./copy-text.js";

const KINDS: Readonly<Record<ColumnKind, CopyKind>> = {
  text: "text",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  texts: "texts",
  json: "text",
  presence: "boolean",
};

const COMMON: Readonly<Record<string, Omit<CopyColumn<TypedRow>, "name">>> = {
  event_key: { kind: "text", value: (r) => r.key },
  received_at: { kind: "timestamp", value: (r) => r.receivedAt },
  product_surface: { kind: "text", value: () => "codex" },
  product_client: { kind: "text", value: (r) => r.client },
  log_position: { kind: "text", value: (r) => r.position },
  missing_keys: { kind: "text", value: (r) => r.row[0] },
  unknown_keys: { kind: "text", value: (r) => r.unknownKeys },
};

/** The columns of each event type as they are copied. */
export const typedColumns: ReadonlyMap<string, readonly CopyColumn<TypedRow>[]> = new Map(
  tables.map((table) => [
    table.name,
    [
      ...commonColumns.flatMap(({ name }): CopyColumn<TypedRow>[] => {
        const column = COMMON[name];
        return column === undefined ? [] : [{ name, ...column }];
      }),
      // The missing keys come first.
      ...table.columns.map(
        ({ name, kind }, i): CopyColumn<TypedRow> => ({
          name,
          kind: KINDS[kind],
          value: (r) => r.row[i + 1],
        }),
      ),
    ],
  ]),
);

const APART: Readonly<Record<string, Omit<CopyColumn<ApartRow>, "name">>> = {
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

/** The columns of the quarantine as they are copied. */
export const apartColumns: readonly CopyColumn<ApartRow>[] = serverColumns("quarantine").flatMap(
  ([name]): CopyColumn<ApartRow>[] => {
    const column = APART[name];
    return column === undefined ? [] : [{ name, ...column }];
  },
);
