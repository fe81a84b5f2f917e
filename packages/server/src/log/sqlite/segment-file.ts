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
  /**
   * One commit: durable when it returns. Removes some segments up to `removeThrough` in it as well. Returns the ids of
   * the new ones.
   */
  append(segments: readonly NewSegment[], removeThrough: number): readonly number[];
  /** Removes some segments up to this one, oldest first; false when none is left. One call takes little time. */
  remove(through: number): boolean;
  /** Segments after the given one, in order, until `entries` or `bytes` are reached; at least one when there is one. */
  read(after: number, limits: { readonly entries: number; readonly bytes: number }): Segment[];
  lag(): SegmentLag;
  /** Gives space back when the file is large and little of it is in use; returns whether it did. */
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
/** A file above this size is shrunk once no more than `SMALL_REST_BYTES` of it are in use: that is all that is copied. */
const LARGE_FILE_PAGES = (64 * 1024 * 1024) / PAGE_BYTES;
const SMALL_REST_BYTES = 4 * 1024 * 1024;
/** Removed at once: SQLite walks along the pages of a segment, and requests wait meanwhile. */
const REMOVED_BYTES = 4 * 1024 * 1024;
const REMOVED_SEGMENTS = 512;

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
  const oldest = database.prepare(
    "SELECT id, entries, bytes FROM segments WHERE id <= ? ORDER BY id LIMIT ?",
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

  /** Removes the oldest segments up to one, as many as fit into a commit. */
  const forget = (through: number) => {
    const gone = { entries: 0, bytes: 0, last: 0 };
    for (const row of oldest.iterate(through, REMOVED_SEGMENTS)) {
      gone.entries += numberOf(row["entries"]);
      gone.bytes += numberOf(row["bytes"]);
      gone.last = numberOf(row["id"]);
      if (gone.bytes >= REMOVED_BYTES) break;
    }
    if (gone.last > 0) remove.run(gone.last);
    return gone;
  };

  return {
    append(segments, removeThrough) {
      let gone = { entries: 0, bytes: 0 };
      const ids = segments.map((_, i) => lastId + 1 + i);
      transaction(() => {
        for (const [i, { data, entries: added, oldest: receivedAt }] of segments.entries())
          insert.run(ids[i] ?? 0, added, data.byteLength, receivedAt, data);
        if (removeThrough > 0) gone = forget(removeThrough);
      });
      lastId += segments.length;
      for (const segment of segments) {
        entries += segment.entries;
        bytes += segment.data.byteLength;
      }
      entries -= gone.entries;
      bytes -= gone.bytes;
      return ids;
    },
    remove(through) {
      let gone = { entries: 0, bytes: 0, last: 0 };
      transaction(() => {
        gone = forget(through);
      });
      entries -= gone.entries;
      bytes -= gone.bytes;
      return gone.last > 0 && gone.last < through;
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
      if (bytes > SMALL_REST_BYTES || pages < LARGE_FILE_PAGES) return false;
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
