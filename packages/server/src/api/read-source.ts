import type {
  ContractAnswer,
  EventRecord,
  LogState,
  QuarantineGroup,
  ReplayAnswer,
  StatsAnswer,
  ThreadSummary,
  TimelineItem,
  Totals,
  Verdict,
} from "./wire.js";

/** Where a page of events goes on: after this event, in the order newest first, then by key. */
export interface EventPosition {
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly key: string;
}

/** Which events are asked for; an absent member does not narrow. */
export interface EventFilter {
  readonly type?: string;
  readonly thread?: string;
  readonly client?: string;
  readonly verdict?: Verdict;
}

export interface EventsQuery extends EventFilter {
  /** Unix milliseconds, inclusive. */
  readonly since?: number;
  /** Unix milliseconds, exclusive. */
  readonly until?: number;
  readonly after?: EventPosition;
  readonly limit: number;
}

export const bucketWords = ["minute", "hour", "day"] as const;
export type BucketWord = (typeof bucketWords)[number];

export interface StatsQuery {
  readonly bucket: BucketWord;
  /** Unix milliseconds: where the buckets begin; the totals are of everything stored. */
  readonly since: number;
}

/** What the read API asks of the store. */
export interface ReadSource {
  /** Newest first; at most `limit`. */
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
  /** Judges the entries again with the contracts of this process; undefined for a fingerprint that is not known. */
  replay(fingerprint: string): Promise<ReplayAnswer | undefined>;
  /** How many were dropped. */
  drop(fingerprint: string): Promise<number>;
}

/** Whoever wants to see events at once. */
export interface LiveListener {
  onEvent(record: EventRecord): void;
  /**
   * There was no time to show these. To look at each of them costs time as well: `records` is for those who have to
   * know which they were.
   */
  onSkipped(count: number, records: () => Iterable<EventRecord>): void;
}

/** Events as they are judged, at once at receipt. */
export interface LiveBus {
  /** Tells the listener of each event, shown or skipped, until the returned function is called. */
  subscribe(listener: LiveListener): () => void;
  /** Judged since the process started. */
  totals(): Totals;
}

export interface ReadApiParts {
  readonly source: ReadSource;
  readonly live: LiveBus;
  readonly lag: () => Promise<LogState>;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly documentation?: (eventType: string) => ContractAnswer | undefined;
}
