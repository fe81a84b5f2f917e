import type { Issue } from "@codex-contracts/protocol";
import type { EventsQuery, StatsQuery } from "../api/read-source.js";
import type {
  EventRecord,
  QuarantineGroup,
  StatsAnswer,
  ThreadSummary,
  TimelineItem,
  Verdict,
} from "../api/wire.js";

/** An event as it was judged, ready to be kept. */
export interface JudgedEvent {
  /** `<stream>:<n>`; the same event has the same key for ever. */
  readonly key: string;
  readonly verdict: Verdict;
  /** Null when the event does not say a usable type. */
  readonly eventType: string | null;
  /** As received. */
  readonly event: unknown;
  readonly issues: readonly Issue[];
  /** JSON Pointers to what the contract does not know. */
  readonly unknownKeys: readonly string[];
}

/** The events of one entry of the log. */
export interface JudgedEntry {
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** Place in the log. */
  readonly position: string;
  readonly events: readonly JudgedEvent[];
}

/**
 * An entry of the log on its way into the store. It is judged when its turn comes, so that few events are in memory at
 * once. Stored as a whole or not at all.
 */
export interface PendingEntry {
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** Place in the log. */
  readonly position: string;
  /** The streams of the keys of its events. */
  readonly streams: readonly string[];
  /** Its events, the same each time. Throws never. */
  readonly judge: () => readonly JudgedEvent[];
}

/** What became of a batch, in events. Unknown events of a known type are in its table, others are kept apart. */
export interface StoreResult {
  readonly accepted: number;
  readonly quarantined: number;
  readonly unknown: number;
  /** Events whose key was stored before; they count nowhere else. */
  readonly duplicates: number;
}

/** Something that was changed in the database so that it fits the contracts. */
export interface Migration {
  readonly table: string;
  /** Null when the whole table was created. */
  readonly column: string | null;
  readonly change: "table created" | "column added";
}

export interface QueryLimits {
  /** Rows beyond this are left out; 10,000 unless told otherwise. */
  readonly rows?: number;
  /** Milliseconds after which the query is stopped; 30,000 unless told otherwise. */
  readonly timeoutMs?: number;
}

/** Rows of a query as JSON values: integers beyond the safe range, times and intervals as text. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  /** Whether rows are left out: more than the limit, or what is more than 32 million characters. */
  readonly truncated: boolean;
}

/** A name that was seen and that no contract knows, never a value. */
export interface ObservedName {
  readonly kind: "event_type" | "key";
  /** Null for an event type. */
  readonly event_type: string | null;
  /** The event type, or a JSON Pointer into the event. */
  readonly name: string;
  readonly count: number;
  readonly first_seen: string;
  readonly last_seen: string;
}

/** A kept event that its reasons kept apart, with what may be kept of it. */
export interface QuarantinedEvent {
  readonly key: string;
  readonly verdict: "quarantined" | "unknown";
  readonly eventType: string | null;
  readonly receivedAt: number;
  readonly position: string;
  readonly event: unknown;
  /** JSON Pointers to what was not kept. */
  readonly removed: readonly string[];
  readonly unknownKeys: readonly string[];
  readonly fingerprint: string;
}

export type ExportFormat = "ndjson" | "csv" | "parquet";

export interface ExportQuery {
  readonly format: ExportFormat;
  /** One event type; csv and parquet need one, since each has its own columns. */
  readonly type?: string;
  /** Unix milliseconds, inclusive. */
  readonly since?: number;
  /** Unix milliseconds, exclusive. */
  readonly until?: number;
}

export interface RetentionPolicy {
  /** Events received longer ago than this go. */
  readonly maxAgeMs?: number;
  /** The oldest events go until the store is no larger than this. */
  readonly maxBytes?: number;
}

/**
 * Where events are typed and can be asked for. One transaction a batch, exactly once by the key of the event:
 * whatever is handed in again counts as a duplicate. Throws {@link StoreError} only.
 */
export interface Store {
  /** What it is and where, without credentials: for logs and messages. */
  readonly description: string;
  /** Brings the database to the contracts of this process; call it first. */
  migrate(): Promise<readonly Migration[]>;
  write(entries: readonly PendingEntry[]): Promise<StoreResult>;
  /** One read-only statement. */
  query(sql: string, limits?: QueryLimits): Promise<QueryResult>;
  /** Newest first. */
  events(query: EventsQuery): Promise<readonly EventRecord[]>;
  event(key: string): Promise<EventRecord | undefined>;
  stats(query: StatsQuery): Promise<Omit<StatsAnswer, "log">>;
  /** Latest first. */
  threads(limit: number): Promise<readonly ThreadSummary[]>;
  /** In order of time; empty for a thread that is not known. */
  timeline(thread: string): Promise<readonly TimelineItem[]>;
  quarantineGroups(): Promise<readonly QuarantineGroup[]>;
  /** Newest first; undefined for a fingerprint that is not known. */
  quarantineEntries(fingerprint: string, limit: number): Promise<readonly EventRecord[] | undefined>;
  /** What is kept under a fingerprint, oldest first, for a replay: at most `limit` after `afterKey`. */
  quarantined(fingerprint: string, limit: number, afterKey?: string): Promise<readonly QuarantinedEvent[]>;
  /** Moves events out of the quarantine: what they are now is written, what they were goes, in one transaction. */
  release(entries: readonly JudgedEntry[]): Promise<number>;
  /** How many were dropped. */
  drop(fingerprint: string): Promise<number>;
  /** Most frequent first. */
  observations(): Promise<readonly ObservedName[]>;
  export(query: ExportQuery): AsyncIterable<Uint8Array>;
  /** How many events went. */
  retain(policy: RetentionPolicy): Promise<number>;
  /** Writes a complete copy while the store runs. The target must not exist. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
