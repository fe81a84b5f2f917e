import type { DuckDBConnection } from "@duckdb/node-api";
import { parseEventKey, streamId } from "../event-key.js";
import { includes, joined, type Ranges, rangesOf, union } from "../key-ranges.js";
import { type RowAppender, rowAppender } from "./append-rows.js";

/** A stream of one batch: what was stored of it before, and what is new. */
interface StreamState {
  readonly stream: string;
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
  /** By the place of the key in the batch: whether it is new. A key that stands twice is new once. */
  readonly isNew: readonly boolean[];
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

  /** Looks the keys of a batch up. */
  async fresh(connection: DuckDBConnection, keys: readonly string[]): Promise<FreshKeys> {
    const byName = new Map<string, StreamState>();
    const states: StreamState[] = [];
    const numbers: number[] = [];
    for (const key of keys) {
      const { stream, n } = parseEventKey(key) ?? { stream: key, n: 0 };
      let state = states.at(-1);
      // Keys of one request follow each other.
      if (state?.stream !== stream) {
        state = byName.get(stream);
        if (state === undefined) {
          state = this.#stateOf(stream);
          byName.set(stream, state);
        }
      }
      states.push(state);
      numbers.push(n);
    }
    const streams = [...byName.values()];
    const unknown = streams.filter((s) => !s.ordered && !this.#cache.has(s.id));
    await this.#lookUp(connection, unknown, "event_streams");
    const notLater = streams.filter((s) => s.ordered && s.id <= this.#latest);
    await this.#lookUp(connection, notLater, "event_keys");
    const isNew = states.map((state, i) => add(state, numbers[i] ?? 0));
    return {
      isNew,
      duplicates: isNew.filter((each) => !each).length,
      append: (on, receivedAt) => this.#append(on, streams, receivedAt),
      commit: () => this.#remember(streams),
    };
  }

  #stateOf(stream: string): StreamState {
    const { id, ordered } = streamId(stream);
    const known = ordered ? NONE : (this.#cache.get(id) ?? NONE);
    return { stream, id, ordered, known, fresh: new Set() };
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

const NONE: Ranges = [];

/** Adds a number to what is new of a stream; false when it was there. */
function add(state: StreamState, n: number): boolean {
  if (state.fresh.has(n) || includes(state.known, n)) return false;
  state.fresh.add(n);
  return true;
}
