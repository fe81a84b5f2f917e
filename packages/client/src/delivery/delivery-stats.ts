import type { Receipt, SendResult } from "../transports/transport.js";
import type { Circuit } from "./pace.js";

/** Where events are now, and how many there have been. */
export interface DeliveryCounts {
  /** Made by this client. */
  readonly recorded: number;
  /** Found in the spool, left there by clients that have ended. */
  readonly adopted: number;
  /** The server has them. */
  readonly acknowledged: number;
  readonly queued: number;
  readonly inFlight: number;
  readonly spooled: number;
}

export interface RequestCounts {
  readonly sent: number;
  readonly delivered: number;
  /** Ended so that the batch is tried again. */
  readonly failed: number;
  /** Why the last one that was not delivered was not: `status 401`, `ECONNREFUSED`, `timeout`; null when none. */
  readonly lastProblem: string | null;
}

export interface DeliveryStats {
  readonly events: DeliveryCounts;
  readonly requests: RequestCounts;
  /** What servers said about acknowledged events, in sum; all 0 when they say nothing. */
  readonly receipts: Receipt;
  readonly circuit: Circuit;
}

/** What became of the events when somebody waited for them. */
export interface FlushResult {
  /** Nothing is left to be sent. */
  readonly delivered: boolean;
  /** Events in memory that are not delivered. */
  readonly undelivered: number;
  /** Events on disk that are not delivered; they will be, by this or a later client. */
  readonly spooled: number;
}

/** What a counter is while it is being counted. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A result that is no delivery, in short. */
export function problemOf(result: Exclude<SendResult, { kind: "delivered" }>): string {
  return result.kind === "too-large" ? "too large" : result.reason;
}

/** Adds up what servers said. */
export function addReceipts(a: Receipt, b: Receipt): Receipt {
  return {
    accepted: a.accepted + b.accepted,
    quarantined: a.quarantined + b.quarantined,
    unknown: a.unknown + b.unknown,
    duplicates: a.duplicates + b.duplicates,
  };
}
