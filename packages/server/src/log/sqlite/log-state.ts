import { attachFile, numberOf } from "./attached-file.js";
import type { PartSummary } from "./segment.js";

/**
 * What the log remembers beside its parts, and its lock: whoever has this file open has the log. It is written now and
 * then; when the last of it is lost, entries are handed out once more, which the store notices, and parts are counted.
 */
export interface LogState {
  /** Everything up to this segment is settled. */
  readonly done: number;
  /** Finished parts. */
  readonly parts: readonly PartSummary[];
  /** Counts the runs that began with the same oldest segment: what ends a process again and again is found out. */
  countRun(segment: number): number;
  write(done: number, finished: readonly PartSummary[]): void;
  /** Writes a copy. Throws when there is a file already. */
  copy(path: string): void;
  close(): void;
}

const CHECKPOINT_PAGES = 1000;
const TABLES = `
  CREATE TABLE IF NOT EXISTS file.settled (done INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS file.runs (segment INTEGER NOT NULL, runs INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS file.parts (
    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, entries INTEGER NOT NULL, bytes INTEGER NOT NULL,
    oldest INTEGER NOT NULL
  ) STRICT;`;

/** Opens or creates the file. Throws when another process holds it. */
export function openLogState(path: string): LogState {
  const { database, transaction, close } = attachFile(path, {
    synchronous: "NORMAL",
    checkpointPages: CHECKPOINT_PAGES,
  });
  database.exec(TABLES);
  const forget = database.prepare("DELETE FROM file.settled");
  const settle = database.prepare("INSERT INTO file.settled (done) VALUES (?)");
  const drop = database.prepare("DELETE FROM file.parts WHERE last <= ?");
  const finish = database.prepare(
    "INSERT OR REPLACE INTO file.parts (first, last, entries, bytes, oldest) VALUES (?, ?, ?, ?, ?)",
  );

  const parts = database.prepare("SELECT first, last, entries, bytes, oldest FROM file.parts").all();
  return {
    done: numberOf(database.prepare("SELECT max(done) AS done FROM file.settled").get()?.["done"]),
    parts: parts.map((row) => ({
      first: numberOf(row["first"]),
      last: numberOf(row["last"]),
      entries: numberOf(row["entries"]),
      bytes: numberOf(row["bytes"]),
      oldest: numberOf(row["oldest"]),
    })),
    countRun(segment) {
      const row = database.prepare("SELECT runs FROM file.runs WHERE segment = ?").get(segment);
      const runs = numberOf(row?.["runs"]) + 1;
      transaction(() => {
        database.exec("DELETE FROM file.runs");
        database.prepare("INSERT INTO file.runs (segment, runs) VALUES (?, ?)").run(segment, runs);
      });
      return runs;
    },
    write(done, finished) {
      transaction(() => {
        forget.run();
        settle.run(done);
        for (const { first, last, entries, bytes, oldest } of finished)
          finish.run(first, last, entries, bytes, oldest);
        drop.run(done);
      });
    },
    copy(path) {
      database.prepare("VACUUM file INTO ?").run(path);
    },
    close,
  };
}
