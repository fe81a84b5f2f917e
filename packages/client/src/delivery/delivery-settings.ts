import type { PacePolicy } from "./pace.js";
import type { Limits } from "./queued-event.js";

/** How events are queued, grouped and sent. Times in ms, sizes in bytes of JSON. */
export interface DeliveryOptions {
  /** What waits in memory at most: 10,000 events, 16 MiB. */
  readonly queue?: Partial<Limits>;
  /** One request: at most 200 events and 512 KiB, and not later than 1,000 ms after its first event. */
  readonly batch?: Partial<Limits> & { readonly delayMs?: number };
  /** Waits after failures: 500 ms at first, at most 30 s, and at most an hour when the server asks for it. */
  readonly retry?: Partial<Pick<PacePolicy, "baseMs" | "maxMs" | "maxRetryAfterMs">>;
  /** Opens after 5 failures in a row, for 10 s. */
  readonly circuit?: Partial<Pick<PacePolicy, "failures" | "cooldownMs">>;
  /** How long one request may take; 10 s. */
  readonly timeoutMs?: number;
  /** Requests in flight at the same time; 1. */
  readonly concurrency?: number;
  /** Age after which an event is dropped as expired; 7 days. */
  readonly maxAgeMs?: number;
}

export interface DeliverySettings {
  readonly queue: Limits;
  readonly batch: Limits;
  readonly delayMs: number;
  readonly pace: PacePolicy;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly maxAgeMs: number;
}

/** Fills in what is left out. Throws a RangeError that names a setting which is not a number above 0. */
export function deliverySettings(options: DeliveryOptions): DeliverySettings {
  const { queue = {}, batch = {}, retry = {}, circuit = {} } = options;
  return {
    queue: {
      events: positive("queue.events", queue.events ?? 10_000),
      bytes: positive("queue.bytes", queue.bytes ?? 16 * 1024 * 1024),
    },
    batch: {
      events: positive("batch.events", batch.events ?? 200),
      bytes: positive("batch.bytes", batch.bytes ?? 512 * 1024),
    },
    delayMs: positive("batch.delayMs", batch.delayMs ?? 1_000),
    pace: {
      baseMs: positive("retry.baseMs", retry.baseMs ?? 500),
      maxMs: positive("retry.maxMs", retry.maxMs ?? 30_000),
      maxRetryAfterMs: positive("retry.maxRetryAfterMs", retry.maxRetryAfterMs ?? 60 * 60 * 1000),
      failures: positive("circuit.failures", circuit.failures ?? 5),
      cooldownMs: positive("circuit.cooldownMs", circuit.cooldownMs ?? 10_000),
    },
    timeoutMs: positive("timeoutMs", options.timeoutMs ?? 10_000),
    concurrency: positive("concurrency", options.concurrency ?? 1),
    maxAgeMs: positive("maxAgeMs", options.maxAgeMs ?? 7 * 24 * 60 * 60 * 1000),
  };
}

function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new RangeError(`${name} must be a number above 0`);
}
