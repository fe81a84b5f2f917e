import type { PrivacyClass } from "@codex-contracts/protocol/privacy/analytics";
import type { Pool, PoolClient } from "pg";
import { tables } from "../../gen/tables.js";
import type { SqlSource } from "../dialect.js";
import { PRODUCT_CLIENTS, type ProductClients } from "../product-client.js";
import { readEvent, readEvents, readThread } from "../read/events.js";
import { readEntries, readGroups, readObservations, readQuarantined } from "../read/quarantine.js";
import { readStats } from "../read/stats.js";
import { readThreads } from "../read/threads.js";
import type { ExportQuery, Store } from "../store.js";
import { StoreError } from "../store-error.js";
import { timeline } from "../timeline.js";
import { exportEvents } from "./export.js";
import { migrate } from "./migrate.js";
import { openPool, type PostgresConnection } from "./pool.js";
import { isCollision, postgresError } from "./postgres-error.js";
import { readOnlyQuery } from "./read-only-query.js";
import { retain } from "./retention.js";
import { releaseEvents, type WriteParts, writeBatch } from "./write-batch.js";

export interface PostgresStoreOptions extends PostgresConnection {
  /** From the names that clients give themselves to canonical ones. */
  readonly clients?: ProductClients;
  /** Most sensitive class that the quarantine may hold; `pseudonymous-id` unless told otherwise. */
  readonly quarantineCeiling?: PrivacyClass;
  /** Events that are kept apart at most; 10,000 unless told otherwise. */
  readonly quarantineRows?: number;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

/** Events on a timeline at most. */
const TIMELINE_EVENTS = 5000;

/** Times that a transaction is tried when others get into its way. */
const ATTEMPTS = 5;

/** A store in PostgreSQL 14 or later: any number of workers, on any number of machines, write to it at once. */
export function openPostgresStore(options: PostgresStoreOptions): Store {
  const { clients, quarantineCeiling, quarantineRows, now = Date.now } = options;
  const pool = openPool(options);
  let closed = false;
  const parts: WriteParts = {
    clients: clients ?? PRODUCT_CLIENTS,
    quarantineCeiling: quarantineCeiling ?? "pseudonymous-id",
    quarantineRows: quarantineRows ?? 10_000,
    now,
  };
  const on = async <T>(doing: string, work: (client: PoolClient) => Promise<T>): Promise<T> => {
    if (closed) throw new StoreError("closed", "the store has been closed");
    try {
      return await withClient(pool, work);
    } catch (error) {
      throw postgresError(error, doing);
    }
  };
  const asking = <T>(doing: string, ask: (source: SqlSource) => Promise<T>) =>
    on(doing, (client) => ask(postgresSource(client)));
  const quarantine = "the quarantine cannot be read";
  return {
    description: `PostgreSQL ${placeOf(options)}`,
    migrate: () => on("the tables cannot be changed", (client) => migrate(client, options.schema)),
    write: (entries) =>
      on("the batch cannot be stored", (client) => again(() => writeBatch(client, parts, entries))),
    query: (sql, limits) => on("the query failed", (client) => readOnlyQuery(client, sql, limits)),
    events: (query) => asking("events cannot be read", (source) => readEvents(source, query)),
    event: (key) => asking("the event cannot be read", (source) => readEvent(source, key)),
    stats: (query) =>
      asking("counts cannot be read", async (source) => readStats(source, query, await bytesOf(source))),
    threads: (limit) => asking("threads cannot be read", (source) => readThreads(source, limit)),
    timeline: (thread) =>
      asking("the thread cannot be read", async (source) =>
        timeline(await readThread(source, thread, TIMELINE_EVENTS)),
      ),
    quarantineGroups: () => asking(quarantine, readGroups),
    quarantineEntries: (fingerprint, limit) =>
      asking(quarantine, (source) => readEntries(source, fingerprint, limit)),
    quarantined: (fingerprint, limit, afterKey) =>
      asking(quarantine, (source) => readQuarantined(source, fingerprint, limit, afterKey)),
    release: (entries) =>
      on("events cannot leave the quarantine", (client) =>
        again(() => releaseEvents(client, parts, entries)),
      ),
    drop: (fingerprint) =>
      on("the quarantine cannot be changed", async (client) => {
        const { rowCount } = await client.query("DELETE FROM quarantine WHERE fingerprint = $1", [
          fingerprint,
        ]);
        return rowCount ?? 0;
      }),
    observations: () => asking("observations cannot be read", readObservations),
    export: (query) => exported(pool, query),
    retain: (policy) => on("old events cannot be removed", (client) => retain(client, policy, now())),
    backup: async () => {
      throw new StoreError(
        "query",
        "PostgreSQL has means of its own: use pg_dump, or what your provider offers",
      );
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
}

/** Host and database, never user and password. */
function placeOf({ url, schema }: PostgresConnection): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const place = parsed === undefined ? "" : `at ${parsed.host}${parsed.pathname}`;
  return schema === undefined ? place : `${place}, schema ${schema}`;
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on("error", onError);
  try {
    return await work(client);
  } finally {
    client.removeListener("error", onError);
    client.release(broken);
  }
}

async function* exported(pool: Pool, query: ExportQuery): AsyncIterable<Uint8Array> {
  let client: PoolClient | undefined;
  let finished = false;
  try {
    client = await pool.connect();
    yield* exportEvents(client, query);
    finished = true;
  } catch (error) {
    throw postgresError(error, "events cannot be exported");
  } finally {
    // A connection in the middle of an answer is of no use to others.
    client?.release(!finished);
  }
}

/** A transaction that collided with another one is tried again. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isCollision(error)) throw error;
    }
  }
}

function postgresSource(client: PoolClient): SqlSource {
  return {
    dialect: "postgres",
    rows: async (text, values = []) =>
      (await client.query<unknown[]>({ text, values: [...values], rowMode: "array" })).rows,
  };
}

/** Bytes of all tables with their indexes. */
async function bytesOf(source: SqlSource): Promise<number> {
  const names = tables.map((table) => `'${table.name}'`).join(", ");
  const rows = await source.rows(
    `SELECT CAST(sum(pg_total_relation_size(c.oid)) AS bigint) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relname IN (${names}, 'quarantine')`,
  );
  return Number(rows[0]?.[0] ?? 0);
}
