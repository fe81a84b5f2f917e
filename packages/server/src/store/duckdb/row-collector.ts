import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  LIST,
  listValue,
  TIMESTAMP,
  UUID,
  VARCHAR,
} from "@duckdb/node-api";
import { type BufferKind, CHUNK_ROWS, ColumnBuffer } from "./column-buffer.js";

/** How a column is written; lists of texts go the slow way. */
export type WriterKind = BufferKind | "texts";

const TYPES: Readonly<Record<WriterKind, DuckDBType>> = {
  text: VARCHAR,
  integer: BIGINT,
  number: DOUBLE,
  boolean: BOOLEAN,
  timestamp: TIMESTAMP,
  uuid: UUID,
  texts: LIST(VARCHAR),
};

/** A column of rows of type T: how it is written, and where its value is. */
export interface WriterColumn<T> {
  readonly kind: WriterKind;
  readonly value: (row: T) => unknown;
}

/** Turns rows into chunks of columns as they come, so that what they were made of can go. */
export interface RowCollector<T> {
  add(row: T): void;
  /** What was collected, in order; the collector is empty again. */
  take(): CollectedRows;
  /** Forgets what was collected, also after a row that could not be added. */
  clear(): void;
}

/** Rows of one table that only have to be written. */
export interface CollectedRows {
  readonly chunks: readonly DuckDBDataChunk[];
  /** They were written, and their chunks are used again: a new one is megabytes that only a collection gives back. */
  giveBack(): void;
}

/** Rows that wait until they are written column by column: enough for loops that engines optimise, few to keep. */
const WAITING_ROWS = 64;
/** Chunks of one table that wait to be used again. */
const SPARE_CHUNKS = 4;

/** The columns are those of a table, all of them, in its order. */
export function rowCollector<T>(columns: readonly WriterColumn<T>[]): RowCollector<T> {
  const types = columns.map((c) => TYPES[c.kind]);
  const cells = columns.map((c) => (c.kind === "texts" ? new ListCells() : new ColumnBuffer(c.kind)));
  let waiting: T[] = [];
  let chunks: DuckDBDataChunk[] = [];
  const spare: DuckDBDataChunk[] = [];
  let rows = 0;

  const giveBack = (written: readonly DuckDBDataChunk[]) => {
    for (const chunk of written.slice(0, SPARE_CHUNKS - spare.length)) {
      chunk.reset();
      spare.push(chunk);
    }
  };
  const write = () => {
    for (const [i, { value }] of columns.entries()) cells[i]?.add(waiting, value);
    rows += waiting.length;
    waiting = [];
  };
  const close = () => {
    if (rows === 0) return;
    const chunk = spare.pop() ?? DuckDBDataChunk.create(types);
    chunk.rowCount = rows;
    for (const [i, column] of cells.entries()) column.flush(chunk, i);
    chunks.push(chunk);
    rows = 0;
  };
  return {
    add(row) {
      waiting.push(row);
      if (waiting.length < WAITING_ROWS) return;
      write();
      if (rows === CHUNK_ROWS) close();
    },
    take() {
      write();
      close();
      const taken = chunks;
      chunks = [];
      return { chunks: taken, giveBack: () => giveBack(taken) };
    },
    clear() {
      waiting = [];
      rows = 0;
      giveBack(chunks);
      chunks = [];
      for (const column of cells) column.clear();
    },
  };
}

/** Appends inside the transaction of the connection. */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  { chunks, giveBack }: CollectedRows,
): Promise<void> {
  if (chunks.length === 0) return;
  const appender = await connection.createAppender(table);
  try {
    for (const chunk of chunks) appender.appendDataChunk(chunk);
  } finally {
    appender.closeSync();
  }
  giveBack();
}

/** The cells of a column that holds lists of texts. */
class ListCells {
  #values: ReturnType<typeof list>[] = [];

  add<T>(rows: readonly T[], value: (row: T) => unknown): void {
    for (const row of rows) this.#values.push(list(value(row)));
  }

  flush(chunk: DuckDBDataChunk, column: number): void {
    chunk.setColumnValues(column, this.#values);
    this.clear();
  }

  clear(): void {
    this.#values = [];
  }
}

function list(value: unknown) {
  return Array.isArray(value) ? listValue(value.map(String)) : null;
}
