import { renameSync } from "node:fs";
import { attachFile, numberOf } from "./attached-file.js";
import type { NewSegment, SegmentRow } from "./segment.js";

/** A part of the log: a SQLite file that is written once, from its beginning to its end. All calls block. */
export interface PartFile {
  /** One commit: durable when it returns. */
  append(segments: readonly NewSegment[], firstId: number): void;
  rows(): SegmentRow[];
  /** What lies in the segments from one to another, by their ids. */
  read(first: number, last: number): ReadonlyMap<number, Uint8Array>;
  /** How SQLite keeps the file, as it says itself. */
  settings(): {
    readonly journal_mode: unknown;
    readonly synchronous: unknown;
    readonly locking_mode: unknown;
  };
  /** Lets go of it, and leaves it as it is. */
  close(): void;
  /** Lets go of it when it has been removed. */
  closeRemoved(): void;
}

/** Large enough that a request of some events takes few pages, small enough that a single event writes little. */
const PAGE_BYTES = 8192;
/** What a file is called while it is being closed. */
export const CLOSING = ".closing";

/** What the write-ahead log grows by, roughly: pages of the data, and those of the table that lead there. */
export function writtenBytes({ data }: NewSegment): number {
  return (Math.ceil(data.byteLength / PAGE_BYTES) + 2) * PAGE_BYTES;
}

/** Writes the file of a part without segments. */
export function writeEmptyPart(path: string): void {
  const { database, close } = attachFile(path, {
    synchronous: "NORMAL",
    checkpointPages: 0,
    pageBytes: PAGE_BYTES,
  });
  database.exec(`CREATE TABLE file.segments (
    id INTEGER PRIMARY KEY, entries INTEGER NOT NULL, bytes INTEGER NOT NULL, oldest INTEGER NOT NULL, data BLOB NOT NULL
  ) STRICT`);
  close();
}

/**
 * Opens the file of a part. What is appended lies in its write-ahead log and is never copied into the file: it has left
 * the log before that would pay.
 */
export function openPart(path: string): PartFile {
  const { database, transaction, settings, close } = attachFile(path, {
    synchronous: "FULL",
    checkpointPages: 0,
  });
  const insert = database.prepare(
    "INSERT INTO file.segments (id, entries, bytes, oldest, data) VALUES (?, ?, ?, ?, ?)",
  );
  const select = database.prepare("SELECT id, data FROM file.segments WHERE id BETWEEN ? AND ? ORDER BY id");
  return {
    append(segments, firstId) {
      transaction(() => {
        for (const [i, { data, entries, oldest }] of segments.entries())
          insert.run(firstId + i, entries, data.byteLength, oldest, data);
      });
    },
    rows() {
      const rows = database.prepare("SELECT id, entries, bytes, oldest FROM file.segments ORDER BY id").all();
      return rows.map((row) => ({
        id: numberOf(row["id"]),
        entries: numberOf(row["entries"]),
        bytes: numberOf(row["bytes"]),
        oldest: numberOf(row["oldest"]),
      }));
    },
    read(first, last) {
      // A column of the table above.
      return new Map(select.all(first, last).map((row) => [numberOf(row["id"]), row["data"] as Uint8Array]));
    },
    settings,
    close() {
      // SQLite does not copy the write-ahead log into a file that is not where it was.
      renameSync(path, path + CLOSING);
      close();
      renameSync(path + CLOSING, path);
    },
    closeRemoved: close,
  };
}
