import { DatabaseSync } from "@photostructure/sqlite";

type Database = InstanceType<typeof DatabaseSync>;

/** The entries of one commit. */
export interface Segment {
  readonly id: number;
  readonly data: Uint8Array;
  readonly deliveries: number;
}

export interface NewSegment {
  readonly data: Uint8Array;
  readonly entries: number;
  /** Unix milliseconds. */
  readonly oldest: number;
}

export interface SegmentLag {
  readonly entries: number;
  readonly bytes: number;
  readonly oldestReceivedAt: number | null;
}

/** The log on the disk: one SQLite file with a row per commit, owned by one connection. All calls block. */
export interface SegmentFile {
  /** Durable when it returns. Removes the segments up to `removeThrough` in the same commit. */
  append(segment: NewSegment, removeThrough: number): void;
  remove(through: number): void;
  /** Segments after the given one, in order, until `entries` or `bytes` are reached; at least one when there is one. */
  read(after: number, limits: { readonly entries: number; readonly bytes: number }): Segment[];
  lag(): SegmentLag;
  /** Gives space back when the file is large and nearly empty; returns whether it did. */
  compact(): boolean;
  /** How SQLite keeps the file, as it says itself. */
  settings(): {
    readonly journal_mode: unknown;
    readonly synchronous: unknown;
    readonly locking_mode: unknown;
  };
  /** Writes a copy that holds what has been appended so far. */
  backup(path: string): void;
  close(): void;
}

export interface SegmentFileOptions {
  /** Unix milliseconds. */
  readonly now?: () => number;
}

/** Large enough that a request of some events takes few pages, small enough that a single event writes little. */
const PAGE_BYTES = 8192;
/** Bounds how long a commit waits for the pages of earlier ones to be moved into the file. */
const CHECKPOINT_PAGES = 1000;
/** An empty file above this size is shrunk. */
const LARGE_FILE_PAGES = (64 * 1024 * 1024) / PAGE_BYTES;

/**
 * Opens or creates the file. WAL with synchronous FULL: a commit is on the disk when it returns. The lock is exclusive,
 * so no second process can write to the same log, and there is no shared memory file that a full disk could break.
 * Throws when another process holds the file.
 */
export function openSegmentFile(path: string, { now = Date.now }: SegmentFileOptions = {}): SegmentFile {
  const database = new DatabaseSync(path);
  for (const statement of SET_UP) database.prepare(statement).all();
  database.exec(TABLES);
  const insert = database.prepare(
    "INSERT INTO segments (id, entries, bytes, oldest, data) VALUES (?, ?, ?, ?, ?)",
  );
  const removed = database.prepare(
    "SELECT sum(entries) AS entries, sum(bytes) AS bytes FROM segments WHERE id <= ?",
  );
  const remove = database.prepare("DELETE FROM segments WHERE id <= ?");
  const select = database.prepare(
    "SELECT id, entries, bytes, data FROM segments WHERE id > ? ORDER BY id LIMIT ?",
  );
  const first = database.prepare("SELECT id, oldest FROM segments ORDER BY id LIMIT 1");

  const total = database
    .prepare("SELECT max(id) AS last, sum(entries) AS entries, sum(bytes) AS bytes FROM segments")
    .get();
  let entries = numberOf(total?.["entries"]);
  let bytes = numberOf(total?.["bytes"]);
  // Ids grow from run to run: after a restart on an empty log they would otherwise begin anew.
  let lastId = Math.max(numberOf(total?.["last"]), Math.floor(now() * 1000));
  const head = { id: numberOf(first.get()?.["id"]), runs: 1 };
  if (head.id > 0) head.runs = countRun(database, head.id);

  const transaction = (work: () => void) => {
    database.exec("BEGIN IMMEDIATE");
    try {
      work();
      database.exec("COMMIT");
    } catch (error) {
      // SQLite has rolled back by itself after some errors.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  };

  const forget = (through: number) => {
    const row = removed.get(through);
    remove.run(through);
    return { entries: numberOf(row?.["entries"]), bytes: numberOf(row?.["bytes"]) };
  };

  return {
    append({ data, entries: added, oldest }, removeThrough) {
      let gone = { entries: 0, bytes: 0 };
      const id = lastId + 1;
      transaction(() => {
        insert.run(id, added, data.byteLength, oldest, data);
        if (removeThrough > 0) gone = forget(removeThrough);
      });
      lastId = id;
      entries += added - gone.entries;
      bytes += data.byteLength - gone.bytes;
    },
    remove(through) {
      let gone = { entries: 0, bytes: 0 };
      transaction(() => {
        gone = forget(through);
      });
      entries -= gone.entries;
      bytes -= gone.bytes;
    },
    read(after, limits) {
      const segments: Segment[] = [];
      let [readEntries, readBytes] = [0, 0];
      for (const row of select.iterate(after, limits.entries)) {
        const { id, data } = row;
        // Columns of the table above.
        const segment = { id: numberOf(id), data: data as Uint8Array };
        segments.push({ ...segment, deliveries: segment.id === head.id ? head.runs : 1 });
        readEntries += numberOf(row["entries"]);
        readBytes += segment.data.byteLength;
        if (readEntries >= limits.entries || readBytes >= limits.bytes) break;
      }
      return segments;
    },
    lag() {
      return { entries, bytes, oldestReceivedAt: entries === 0 ? null : numberOf(first.get()?.["oldest"]) };
    },
    compact() {
      const pages = numberOf(database.prepare("PRAGMA page_count").get()?.["page_count"]);
      if (entries > 0 || pages < LARGE_FILE_PAGES) return false;
      database.exec("VACUUM");
      database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
      return true;
    },
    settings() {
      const read = (name: string) => database.prepare(`PRAGMA ${name}`).get()?.[name];
      return {
        journal_mode: read("journal_mode"),
        synchronous: read("synchronous"),
        locking_mode: read("locking_mode"),
      };
    },
    backup(path) {
      database.prepare("VACUUM INTO ?").run(path);
    },
    close() {
      database.close();
    },
  };
}

const SET_UP = [
  `PRAGMA page_size = ${PAGE_BYTES}`,
  "PRAGMA locking_mode = EXCLUSIVE",
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = FULL",
  `PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
  // A WAL that once grew gives its space back at the next checkpoint.
  `PRAGMA journal_size_limit = ${64 * 1024 * 1024}`,
];

const TABLES = `
  CREATE TABLE IF NOT EXISTS segments (
    id INTEGER PRIMARY KEY, entries INTEGER NOT NULL, bytes INTEGER NOT NULL, oldest INTEGER NOT NULL, data BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS runs (segment INTEGER NOT NULL, runs INTEGER NOT NULL) STRICT;`;

/** Counts the runs that began with the same oldest segment: what ends a process again and again is found out. */
function countRun(database: Database, segment: number): number {
  const row = database.prepare("SELECT runs FROM runs WHERE segment = ?").get(segment);
  const runs = numberOf(row?.["runs"]) + 1;
  database.exec("BEGIN IMMEDIATE; DELETE FROM runs");
  database.prepare("INSERT INTO runs (segment, runs) VALUES (?, ?)").run(segment, runs);
  database.exec("COMMIT");
  return runs;
}

/** A number from SQLite; 0 for the sum or maximum of nothing. */
function numberOf(value: unknown): number {
  return typeof value === "bigint" || typeof value === "number" ? Number(value) : 0;
}
