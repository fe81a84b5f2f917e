/** What the server notes about a request beside its body; small, and never a credential. */
export interface ReceiptMeta {
  /** Name of the token that the sender used; null without tokens. */
  readonly token: string | null;
  readonly user_agent: string | null;
  readonly originator: string | null;
  /** The keys of the events in order, as the sender wrote them; null for senders that give none. */
  readonly event_keys: string | null;
}

/** One received request. It is durable once it has been appended. */
export interface LogEntry {
  /** The sender's idempotency key, or one made at receipt. */
  readonly key: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly meta: ReceiptMeta;
  /** The body of the request, not compressed. */
  readonly body: Uint8Array;
}

/** An entry as a reader sees it. */
export interface DeliveredEntry extends LogEntry {
  /** Place in the log; later entries have later places in the order of the log. */
  readonly position: string;
  /** How often the entry has been handed out, this time included. */
  readonly deliveries: number;
}

/** How far the store is behind. */
export interface LogLag {
  readonly entries: number;
  readonly bytes: number;
  /** Unix milliseconds; null when nothing waits. */
  readonly oldestReceivedAt: number | null;
}

/** A batch of entries, to be settled once: done after the store has committed it, again when it could not. */
export interface LogBatch {
  readonly entries: readonly DeliveredEntry[];
  done(): Promise<void>;
  again(): Promise<void>;
}

export interface ReadLimits {
  readonly entries: number;
  readonly bytes: number;
  /** How long to wait for the first entry, in milliseconds. */
  readonly waitMs: number;
}

export interface LogReader {
  /** The next entries in order; an empty batch when none came in time. */
  read(limits: ReadLimits): Promise<LogBatch>;
  close(): Promise<void>;
}

/** Makes an answer durable, and hands what it holds to the worker at least once. */
export interface Log {
  /**
   * Resolves once the entry is durable. A key that was appended before may be appended again: the store counts it once.
   * @throws {LogError}
   */
  append(entry: LogEntry): Promise<void>;
  /** The largest body that an entry can have, for a log that has such a limit; larger ones are refused with `too_large`. */
  readonly maxEntryBytes?: number;
  /** Entries handed in that are not durable yet, for backpressure. */
  readonly pending: number;
  /** Embedded: one reader at a time. A shared log: any number, each entry goes to one of them. */
  reader(): Promise<LogReader>;
  lag(): Promise<LogLag>;
  close(): Promise<void>;
}
