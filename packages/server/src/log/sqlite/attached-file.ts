import { resolve } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

type Database = InstanceType<typeof DatabaseSync>;

/** A SQLite file that one connection owns. Its tables are called `file.…` in statements. */
export interface AttachedFile {
  readonly database: Database;
  /** All of the work, or nothing of it. */
  transaction(work: () => void): void;
  /** How SQLite keeps the file, as it says itself. */
  settings(): { readonly [name in (typeof SETTINGS)[number]]: unknown };
  /** Lets go of the file at once. */
  close(): void;
}

export interface AttachOptions {
  /** FULL: a commit is on the disk when it returns. NORMAL: the last ones may be lost when the machine stops. */
  readonly synchronous: "FULL" | "NORMAL";
  /** Size of the write-ahead log at which it is copied into the file; 0 for never. */
  readonly checkpointPages: number;
  /** Of a file that is not there yet. */
  readonly pageBytes?: number;
}

const SETTINGS = ["journal_mode", "synchronous", "locking_mode"] as const;

/**
 * Opens or creates a SQLite file in WAL mode. The lock is exclusive, so no second process can write to it, and there is
 * no shared memory file that a full disk could break. Throws when another process holds the file.
 *
 * The file is attached to a connection without one of its own: statements keep a connection until they are collected,
 * but a file that is detached is closed then and there.
 */
export function attachFile(
  path: string,
  { synchronous, checkpointPages, pageBytes }: AttachOptions,
): AttachedFile {
  const database = new DatabaseSync(":memory:");
  // Before the file is there: attaching reads it already.
  database.exec("PRAGMA locking_mode = EXCLUSIVE");
  database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
  // Absolute, because SQLite takes a name that begins with `file:` for an address.
  database.prepare("ATTACH ? AS file").run(resolve(path));
  if (pageBytes !== undefined) database.exec(`PRAGMA file.page_size = ${pageBytes}`);
  database.exec("PRAGMA file.journal_mode = WAL");
  database.exec(`PRAGMA file.synchronous = ${synchronous}`);
  return {
    database,
    transaction(work) {
      database.exec("BEGIN");
      try {
        work();
        database.exec("COMMIT");
      } catch (error) {
        // SQLite has rolled back by itself after some errors.
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error;
      }
    },
    settings() {
      const read = (name: string) => database.prepare(`PRAGMA file.${name}`).get()?.[name];
      return {
        journal_mode: read("journal_mode"),
        synchronous: read("synchronous"),
        locking_mode: read("locking_mode"),
      };
    },
    close() {
      database.exec("DETACH file");
      database.close();
    },
  };
}

/** A number from SQLite; 0 for the sum or maximum of nothing. */
export function numberOf(value: unknown): number {
  return typeof value === "bigint" || typeof value === "number" ? Number(value) : 0;
}
