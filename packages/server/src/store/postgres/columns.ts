import { commonColumns, tables } from "../../gen/tables.js";
import type { ApartRow, TypedRow } from "../batch-rows.js";
import { quoted } from "../dialect.js";
import { serverColumns } from "../server-tables.js";
import type { CopyWriter } from "./copy-writer.js";

/** How rows of type T are copied into a table. */
export interface CopyTarget<T> {
  readonly table: string;
  /** The columns, as a list of SQL. */
  readonly columns: string;
  readonly write: (writer: CopyWriter, row: T) => void;
}

type WriteCell<T> = (writer: CopyWriter, row: T) => void;

const COMMON: Readonly<Record<string, WriteCell<TypedRow>>> = {
  event_key: (w, r) => w.cell(r.key),
  received_at: (w, r) => w.time(r.receivedAt),
  product_surface: (w) => w.cell("codex"),
  product_client: (w, r) => w.cell(r.client),
  log_position: (w, r) => w.cell(r.position),
  missing_keys: (w, r) => w.cell(r.row[0]),
  unknown_keys: (w, r) => w.cell(r.unknownKeys),
};

/** Where the rows of each event type go. */
export const typedTargets: ReadonlyMap<string, CopyTarget<TypedRow>> = new Map(
  tables.map(({ name, columns }) => {
    const common = known(
      commonColumns.map((column) => column.name),
      COMMON,
    );
    const names = [...common.map(([column]) => column), ...columns.map((column) => column.name)];
    const cells = common.map(([, write]) => write);
    const { length } = columns;
    const write: WriteCell<TypedRow> = (writer, row) => {
      for (const cell of cells) cell(writer, row);
      // The missing keys come first.
      for (let i = 1; i <= length; i++) writer.cell(row.row[i]);
    };
    return [name, { table: name, columns: names.map(quoted).join(", "), write }];
  }),
);

const APART: Readonly<Record<string, WriteCell<ApartRow>>> = {
  event_key: (w, r) => w.cell(r.key),
  verdict: (w, r) => w.cell(r.verdict),
  fingerprint: (w, r) => w.cell(r.fingerprint),
  event_type: (w, r) => w.cell(r.eventType),
  received_at: (w, r) => w.time(r.receivedAt),
  product_client: (w, r) => w.cell(r.client),
  thread_id: (w, r) => w.cell(r.thread),
  turn_id: (w, r) => w.cell(r.turn),
  log_position: (w, r) => w.cell(r.position),
  event: (w, r) => w.cell(r.event),
  removed: (w, r) => w.cell(r.removed),
  issues: (w, r) => w.cell(r.issues),
  unknown_keys: (w, r) => w.cell(r.unknownKeys),
};

const apart = known(
  serverColumns("quarantine").map(([name]) => name),
  APART,
);

/** Where events go that are kept apart. */
export const apartTarget: CopyTarget<ApartRow> = {
  table: "quarantine",
  columns: apart.map(([name]) => quoted(name)).join(", "),
  write(writer, row) {
    for (const [, cell] of apart) cell(writer, row);
  },
};

/** The columns that we know how to fill; a database gives the others their default. */
function known<T>(
  names: readonly string[],
  cells: Readonly<Record<string, WriteCell<T>>>,
): (readonly [name: string, write: WriteCell<T>])[] {
  return names.flatMap((name) => {
    const write = cells[name];
    return write === undefined ? [] : [[name, write] as const];
  });
}
