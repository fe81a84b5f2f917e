import type { DuckDBConnection } from "@duckdb/node-api";
import { type EventKey, isOrderedByTime, parseEventKey, streamId } from "../event-key.js";
import { includes, joined, type Ranges, rangesOf, union } from "../key-ranges.js";
import { type RowAppender, rowAppender } from "./append-rows.js";

/** Streams of one batch: what they bring, and what of it is new. */
interface StreamState {
  readonly id: string;
  readonly ordered: boolean;
  known: Ranges;
  readonly fresh: Set<number>;
}

/** A row of a table of keys: numbers of a stream that were stored. */
export interface KeyRow {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly receivedAt: number;
}

/** What a batch brings that was never stored. `commit` is called once it has been. */
export interface FreshKeys {
  has(key: string): boolean;
  readonly duplicates: number;
  /** Writes the new keys inside the transaction of the connection. */
  append(connection: DuckDBConnection, receivedAt: number): Promise<void>;
  commit(): void;
}

/** Streams whose ranges stay in memory. */
const CACHED_STREAMS = 20_000;

const KEY_COLUMNS = [
  { kind: "uuid", value: (row: KeyRow) => row.id },
  { kind: "integer", value: (row: KeyRow) => row.first },
  { kind: "integer", value: (row: KeyRow) => row.last },
  { kind: "timestamp", value: (row: KeyRow) => row.receivedAt },
] as const;

/**
 * Tells which event keys were stored before, for ever and exactly, without an index over all of them: numbers
 * of a stream are kept as ranges; streams whose names begin with the time (UUID version 7) need a look into the
 * table only when they are not later than all others; ranges of other streams stay in memory while they are in use.
 */
export class SeenKeys {
  readonly #cache = new Map<string, Ranges>();
  readonly #ordered: RowAppender<KeyRow> = rowAppender("event_keys", KEY_COLUMNS);
  readonly #others: RowAppender<KeyRow> = rowAppender("event_streams", KEY_COLUMNS);
  #latest = "";

  /** Reads how far the table of ordered streams goes. */
  async load(connection: DuckDBConnection): Promise<void> {
    const result = await connection.runAndReadAll("SELECT CAST(max(stream) AS VARCHAR) FROM event_keys");
    this.#latest = String(result.getRows()[0]?.[0] ?? "").replaceAll("-", "");
    this.#cache.clear();
  }

  /** Looks the keys of a batch up. A key that stands twice in the batch is new once. */
  async fresh(connection: DuckDBConnection, keys: readonly string[]): Promise<FreshKeys> {
    const streams = new Map<string, StreamState>();
    const parsed = keys.map((key) => parseEventKey(key) ?? { stream: key, n: 0 });
    for (const { stream } of parsed) if (!streams.has(stream)) streams.set(stream, this.#stateOf(stream));
    await this.#lookUp(
      connection,
      [...streams.values()].filter((s) => !s.ordered && !this.#cache.has(s.id)),
      "event_streams",
    );
    await this.#lookUp(
      connection,
      [...streams.values()].filter((s) => s.ordered && s.id <= this.#latest),
      "event_keys",
    );
    let duplicates = 0;
    for (const { stream, n } of parsed) {
      const state = streams.get(stream);
      if (state === undefined || state.fresh.has(n) || includes(state.known, n)) duplicates += 1;
      else state.fresh.add(n);
    }
    // Each new key is asked for once more while the batch is prepared; then it is spent.
    const left = new Map([...streams].map(([stream, state]) => [stream, new Set(state.fresh)]));
    return {
      duplicates,
      has: (key) => take(left, parseEventKey(key) ?? { stream: key, n: 0 }),
      append: (on, receivedAt) => this.#append(on, [...streams.values()], receivedAt),
      commit: () => this.#remember([...streams.values()]),
    };
  }

  #stateOf(stream: string): StreamState {
    const id = streamId(stream);
    return { id, ordered: isOrderedByTime(stream), known: this.#cache.get(id) ?? [], fresh: new Set() };
  }

  async #lookUp(connection: DuckDBConnection, streams: readonly StreamState[], table: string): Promise<void> {
    if (streams.length === 0) return;
    const byId = new Map(streams.map((state) => [state.id, state]));
    const sql = `SELECT replace(CAST(stream AS VARCHAR), '-', ''), first_n, last_n FROM ${table} WHERE stream IN (SELECT CAST(unnest(from_json($1, '["VARCHAR"]')) AS UUID))`;
    const result = await connection.runAndReadAll(sql, [JSON.stringify([...byId.keys()])]);
    const found = new Map<string, [number, number][]>();
    for (const [id, first, last] of result.getRows()) {
      const ranges = found.get(String(id)) ?? [];
      ranges.push([Number(first), Number(last)]);
      found.set(String(id), ranges);
    }
    for (const [id, state] of byId) state.known = joined(found.get(id) ?? []);
  }

  async #append(
    connection: DuckDBConnection,
    streams: readonly StreamState[],
    receivedAt: number,
  ): Promise<void> {
    const rows = (ordered: boolean) =>
      streams
        .filter((s) => s.ordered === ordered)
        .flatMap(({ id, fresh }) =>
          rangesOf(fresh).map(([first, last]) => ({ id, first, last, receivedAt })),
        );
    const [ordered, others] = [rows(true), rows(false)];
    if (ordered.length > 0) await this.#ordered.append(connection, ordered);
    if (others.length > 0) await this.#others.append(connection, others);
  }

  #remember(streams: readonly StreamState[]): void {
    for (const { id, ordered, known, fresh } of streams) {
      if (ordered) {
        if (id > this.#latest) this.#latest = id;
        continue;
      }
      this.#cache.delete(id);
      this.#cache.set(id, union(known, rangesOf(fresh)));
    }
    for (const id of this.#cache.keys()) {
      if (this.#cache.size <= CACHED_STREAMS) break;
      this.#cache.delete(id);
    }
  }
}

function take(left: ReadonlyMap<string, Set<number>>, { stream, n }: EventKey): boolean {
  return left.get(stream)?.delete(n) ?? false;
}
