import type { DuckDBConnection } from "@duckdb/node-api";
import { parseEventKey, streamId } from "../event-key.js";
import { includes, joined, type Ranges, rangesOf, union } from "../key-ranges.js";
import { appendRows, rowCollector, type WriterColumn } from "./row-collector.js";

/** A stream of one batch: what was stored of it before, and what is new. */
interface StreamState {
  readonly stream: string;
  readonly id: string;
  readonly ordered: boolean;
  known: Ranges;
  readonly fresh: Set<number>;
}

/** A row of a table of keys: numbers of a stream that were stored. */
interface KeyRow {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly receivedAt: number;
}

/** The keys of one batch. */
export interface KeyClaim {
  /** Whether the key was never stored and is not claimed yet; then it is claimed. Its stream is one of the batch. */
  claim(key: string): boolean;
  /** Whether a batch that was claimed before it has failed: what counted as a repetition may be none. */
  readonly stale: boolean;
  /** Writes the claimed keys inside the transaction of the connection. */
  append(connection: DuckDBConnection, receivedAt: number): Promise<void>;
  /** The transaction is through. */
  commit(): void;
  /** It failed, or never began. */
  abandon(): void;
}

/** Streams whose ranges stay in memory. */
const CACHED_STREAMS = 20_000;

const KEY_COLUMNS: readonly WriterColumn<KeyRow>[] = [
  { kind: "uuid", value: (row) => row.id },
  { kind: "integer", value: (row) => row.first },
  { kind: "integer", value: (row) => row.last },
  { kind: "timestamp", value: (row) => row.receivedAt },
];

const NONE: Ranges = [];

/**
 * Tells which event keys were stored before, for ever and exactly, without an index over all of them: numbers
 * of a stream are kept as ranges; streams whose names begin with the time (UUID version 7) need a look into the
 * table only when they are not later than all others; ranges of other streams stay in memory while they are in use.
 * A batch claims its keys before those of the batch before it are stored: claims count as stored for those after them.
 */
export class SeenKeys {
  readonly #cache = new Map<string, Ranges>();
  readonly #rows = rowCollector(KEY_COLUMNS);
  /** Claims that are not stored yet, by id of the stream. */
  readonly #underWay = new Set<ReadonlyMap<string, StreamState>>();
  #failures = 0;
  #latest = "";

  /** Reads how far the table of ordered streams goes. */
  async load(connection: DuckDBConnection): Promise<void> {
    const result = await connection.runAndReadAll("SELECT CAST(max(stream) AS VARCHAR) FROM event_keys");
    this.#latest = String(result.getRows()[0]?.[0] ?? "").replaceAll("-", "");
    this.#cache.clear();
  }

  /** Claims for a batch with keys of these streams. One after the other; the connection reads what is stored. */
  async claims(connection: DuckDBConnection, names: Iterable<string>): Promise<KeyClaim> {
    const failures = this.#failures;
    const byName = new Map<string, StreamState>();
    for (const name of names) if (!byName.has(name)) byName.set(name, this.#stateOf(name));
    const streams = [...byName.values()];
    const byId = new Map(streams.map((state) => [state.id, state]));
    // Before the tables are read: what is stored meanwhile is found here or there.
    for (const earlier of this.#underWay)
      for (const state of streams) {
        const fresh = earlier.get(state.id)?.fresh;
        if (fresh !== undefined && fresh.size > 0) state.known = union(state.known, freshRanges(fresh));
      }
    const unknown = streams.filter((s) => !s.ordered && !this.#cache.has(s.id));
    const notLater = streams.filter((s) => s.ordered && s.id <= this.#latest);
    await this.#lookUp(connection, unknown, "event_streams");
    await this.#lookUp(connection, notLater, "event_keys");
    this.#underWay.add(byId);

    const stale = () => failures !== this.#failures;
    let last: StreamState | undefined;
    return {
      claim(key) {
        const { stream, n } = parseEventKey(key) ?? { stream: key, n: 0 };
        // Keys of one request follow each other.
        if (last?.stream !== stream) last = byName.get(stream);
        if (last === undefined) throw new Error("an event key of a stream that its batch does not name");
        if (last.fresh.has(n) || includes(last.known, n)) return false;
        last.fresh.add(n);
        return true;
      },
      get stale() {
        return stale();
      },
      append: (on, receivedAt) => this.#append(on, streams, receivedAt),
      commit: () => {
        this.#underWay.delete(byId);
        this.#remember(streams);
      },
      abandon: () => {
        // Whoever came after a stale one is stale by the same failure, or waits for its keys as for any other's.
        if (this.#underWay.delete(byId) && !stale()) this.#failures += 1;
      },
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
    for (const [id, ranges] of found) {
      const state = byId.get(id);
      if (state !== undefined) state.known = union(joined(ranges), state.known);
    }
  }

  async #append(
    connection: DuckDBConnection,
    streams: readonly StreamState[],
    receivedAt: number,
  ): Promise<void> {
    for (const [table, ordered] of KEY_TABLES) {
      for (const { id, ordered: isOrdered, fresh } of streams) {
        if (isOrdered !== ordered) continue;
        for (const [first, last] of freshRanges(fresh)) this.#rows.add({ id, first, last, receivedAt });
      }
      await appendRows(connection, table, this.#rows.take());
    }
  }

  #remember(streams: readonly StreamState[]): void {
    for (const { id, ordered, known, fresh } of streams) {
      if (ordered) {
        if (id > this.#latest && fresh.size > 0) this.#latest = id;
        continue;
      }
      this.#cache.delete(id);
      this.#cache.set(id, union(known, freshRanges(fresh)));
    }
    for (const id of this.#cache.keys()) {
      if (this.#cache.size <= CACHED_STREAMS) break;
      this.#cache.delete(id);
    }
  }
}

/** Most streams of plain Codexes have one event. */
function freshRanges(fresh: ReadonlySet<number>): Ranges {
  if (fresh.size !== 1) return rangesOf(fresh);
  const [n = 0] = fresh;
  return [[n, n]];
}

const KEY_TABLES = [
  ["event_keys", true],
  ["event_streams", false],
] as const;
