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

/** Writes rows into one table, again and again; keeps its buffers. */
export interface RowAppender<T> {
  /** Appends inside the transaction of the connection. */
  append(connection: DuckDBConnection, rows: readonly T[]): Promise<void>;
}

/** The columns are those of the table, all of them, in its order. */
export function rowAppender<T>(table: string, columns: readonly WriterColumn<T>[]): RowAppender<T> {
  const types = columns.map((c) => TYPES[c.kind]);
  const buffers = columns.map((c) => (c.kind === "texts" ? undefined : new ColumnBuffer(c.kind)));
  const fill = (rows: readonly T[]): DuckDBDataChunk => {
    const chunk = DuckDBDataChunk.create(types, rows.length);
    for (const [i, column] of columns.entries()) {
      const buffer = buffers[i];
      if (buffer === undefined)
        chunk.setColumnValues(
          i,
          rows.map((row) => list(column.value(row))),
        );
      else {
        buffer.add(rows, column.value);
        buffer.flush(chunk, i);
      }
    }
    return chunk;
  };
  return {
    async append(connection, rows) {
      const appender = await connection.createAppender(table);
      try {
        for (let from = 0; from < rows.length; from += CHUNK_ROWS)
          appender.appendDataChunk(fill(rows.slice(from, from + CHUNK_ROWS)));
      } finally {
        appender.closeSync();
      }
    },
  };
}

function list(value: unknown) {
  return Array.isArray(value) ? listValue(value.map(String)) : null;
}
