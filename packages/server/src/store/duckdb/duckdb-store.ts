import type { PrivacyClass } from "@codex-contracts/protocol/privacy/analytics";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { GiveWay } from "../in-slices.js";
import { PRODUCT_CLIENTS, type ProductClients } from "../product-client.js";
import { readEvent, readEvents, readThread } from "../read/events.js";
import { readEntries, readGroups, readObservations, readQuarantined } from "../read/quarantine.js";
import { readStats } from "../read/stats.js";
import { readThreads } from "../read/threads.js";
import type { PendingEntry, Store, StoreResult } from "../store.js";
import { StoreError } from "../store-error.js";
import { timeline } from "../timeline.js";
import { backup } from "./backup.js";
import { compact } from "./compact.js";
import { type DuckDbDatabase, type DuckDbOptions, openDatabase } from "./database.js";
import { duckdbError, isFatal } from "./duckdb-error.js";
import { exportEvents } from "./export.js";
import { migrate, presentTables } from "./migrate.js";
import { readOnlyQuery } from "./read-only-query.js";
import { retain } from "./retention.js";
import { SeenKeys } from "./seen-keys.js";
import { duckdbSource } from "./source.js";
import { type TableRows, tableRows } from "./table-rows.js";
import { collectBatch, releaseEvents, type WriteParts, writeBatch } from "./write-batch.js";

export interface DuckDbStoreOptions extends DuckDbOptions {
  /** From the names that clients give themselves to canonical ones. */
  readonly clients?: ProductClients;
  /** Most sensitive class that the quarantine may hold; `pseudonymous-id` unless told otherwise. */
  readonly quarantineCeiling?: PrivacyClass;
  /** Events that are kept apart at most; 10,000 unless told otherwise. */
  readonly quarantineRows?: number;
  /** Asked while a batch is judged: how long to leave the processor to others. */
  readonly giveWay?: GiveWay;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

/** What belongs to one opening of the file. */
interface Session {
  readonly database: DuckDbDatabase;
  readonly parts: WriteParts;
}

/** Events on a timeline at most. */
const TIMELINE_EVENTS = 5000;

/** A store in one DuckDB file: typed columns, one process at a time. Writes wait for each other, questions do not. */
export function openDuckDbStore(options: DuckDbStoreOptions): Store {
  return storeOver(new Sessions(options), options);
}

function storeOver(sessions: Sessions, { folder, now = Date.now }: DuckDbStoreOptions): Store {
  const asking = <T>(doing: string, ask: (source: ReturnType<typeof duckdbSource>) => Promise<T>) =>
    sessions.reading(doing, (connection) => ask(duckdbSource(connection)));
  return {
    description: `DuckDB in ${folder}`,
    migrate: () => sessions.migrate(),
    write: (entries) => sessions.storing("the batch cannot be stored", entries),
    query: (sql, limits) => sessions.reading("the query failed", (c) => readOnlyQuery(c, sql, limits)),
    events: (query) => asking("events cannot be read", (source) => readEvents(source, query)),
    event: (key) => asking("the event cannot be read", (source) => readEvent(source, key)),
    stats: (query) =>
      asking("counts cannot be read", async (source) => readStats(source, query, await sessions.size())),
    threads: (limit) => asking("threads cannot be read", (source) => readThreads(source, limit)),
    timeline: (thread) =>
      asking("the thread cannot be read", async (source) =>
        timeline(await readThread(source, thread, TIMELINE_EVENTS)),
      ),
    quarantineGroups: () => asking("the quarantine cannot be read", readGroups),
    quarantineEntries: (fingerprint, limit) =>
      asking("the quarantine cannot be read", (source) => readEntries(source, fingerprint, limit)),
    quarantined: (fingerprint, limit, afterKey) =>
      asking("the quarantine cannot be read", (source) =>
        readQuarantined(source, fingerprint, limit, afterKey),
      ),
    release: (entries) =>
      sessions.writing("events cannot leave the quarantine", ({ parts }) => releaseEvents(parts, entries)),
    drop: (fingerprint) =>
      sessions.writing("the quarantine cannot be changed", async ({ database }) => {
        const sql = "DELETE FROM quarantine WHERE fingerprint = $1";
        return (await database.writer.run(sql, [fingerprint])).rowsChanged;
      }),
    observations: () => asking("observations cannot be read", readObservations),
    export: (query) => sessions.exporting((database) => exportEvents(database, query)),
    retain: (policy) =>
      sessions.writing("old events cannot be removed", async ({ database }) => {
        const gone = await retain(database.writer, policy, now());
        await compact(database.writer);
        return gone;
      }),
    backup: (path) => sessions.backup(path),
    close: () => sessions.close(),
  };
}

/** Opens the file when it is needed, and again after the engine has given up on it. */
class Sessions {
  readonly #options: DuckDbStoreOptions;
  #session: Promise<Session> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #collecting: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: DuckDbStoreOptions) {
    this.#options = options;
  }

  async migrate() {
    return this.#inTurn("the tables cannot be changed", async () => {
      await this.#forget();
      const database = await openDatabase(this.#options);
      try {
        const migrations = await migrate(database.writer);
        await compact(database.writer);
        this.#session = Promise.resolve(await this.#sessionOf(database));
        return migrations;
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  /** Runs one write after the other. */
  writing<T>(doing: string, write: (session: Session) => Promise<T>): Promise<T> {
    return this.#inTurn(doing, async () => write(await this.#open()));
  }

  /** Makes columns of a batch while the one before it is written, and then writes it. */
  async storing(doing: string, entries: readonly PendingEntry[]): Promise<StoreResult> {
    for (;;) {
      const collected = await this.#afterOthers(doing, async () => {
        const session = await this.#open();
        return { session, batch: await collectBatch(session.parts, entries) };
      });
      const result = await this.#inTurn(doing, async () => {
        const { session, batch } = collected;
        // The one before it has failed, or the engine has given up: what was known of its keys may be wrong.
        if (batch.claim.stale || session !== (await this.#open())) {
          batch.claim.abandon();
          return undefined;
        }
        return writeBatch(session.parts, batch);
      });
      if (result !== undefined) return result;
    }
  }

  /** Batches are collected one after the other, beside everything that is written. */
  #afterOthers<T>(doing: string, work: () => Promise<T>): Promise<T> {
    const turn = this.#collecting.then(async () => {
      try {
        return await work();
      } catch (error) {
        throw await this.#failed(error, doing);
      }
    });
    this.#collecting = turn.catch(() => {});
    return turn;
  }

  /** Runs a question on a connection of its own, beside writes. */
  async reading<T>(doing: string, read: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    try {
      const { database } = await this.#open();
      const connection = await database.connect();
      try {
        return await read(connection);
      } finally {
        connection.closeSync();
      }
    } catch (error) {
      throw await this.#failed(error, doing);
    }
  }

  async *exporting(run: (database: DuckDbDatabase) => AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    try {
      const { database } = await this.#open();
      yield* run(database);
    } catch (error) {
      throw await this.#failed(error, "events cannot be exported");
    }
  }

  async backup(path: string): Promise<void> {
    try {
      await backup((await this.#open()).database, path);
    } catch (error) {
      throw await this.#failed(error, "the backup failed");
    }
  }

  async size(): Promise<number> {
    return (await this.#open()).database.size();
  }

  async close(): Promise<void> {
    await this.#collecting;
    this.#closed = true;
    await this.#queue.catch(() => {});
    await this.#forget();
  }

  #inTurn<T>(doing: string, work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => {
      try {
        return await work();
      } catch (error) {
        throw await this.#failed(error, doing);
      }
    });
    this.#queue = turn.catch(() => {});
    return turn;
  }

  #open(): Promise<Session> {
    if (this.#closed) throw new StoreError("closed", "the store has been closed");
    this.#session ??= openDatabase(this.#options).then((database) => this.#sessionOf(database));
    return this.#session;
  }

  async #sessionOf(database: DuckDbDatabase): Promise<Session> {
    const { clients, quarantineCeiling, quarantineRows, giveWay, now } = this.#options;
    const seen = new SeenKeys();
    await seen.load(database.writer);
    const present = await presentTables(database.writer);
    let released: TableRows | undefined;
    const parts: WriteParts = {
      connection: database.writer,
      reader: await database.connect(),
      rows: tableRows(present),
      releasedRows: () => {
        released ??= tableRows(present);
        return released;
      },
      seen,
      clients: clients ?? PRODUCT_CLIENTS,
      quarantineCeiling: quarantineCeiling ?? "pseudonymous-id",
      quarantineRows: quarantineRows ?? 10_000,
      giveWay: giveWay ?? (() => 0),
      now: now ?? Date.now,
    };
    return { database, parts };
  }

  async #failed(error: unknown, doing: string): Promise<Error> {
    const known = duckdbError(error, doing);
    if (isFatal(known)) await this.#forget();
    return known;
  }

  async #forget(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.then(
      ({ database, parts }) => {
        parts.reader.closeSync();
        database.close();
      },
      () => {},
    );
  }
}
