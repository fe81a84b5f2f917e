import type { SendOnce } from "../transports/transport.js";
import { countWithin } from "./event-queue.js";
import type { Limits, QueuedEvent } from "./queued-event.js";
import type { Segment } from "./spool/segment.js";

/** Where the events of one or more batches lie on disk; nowhere when there are no segments. */
export interface Origin {
  segments: readonly Segment[];
  /** Batches that are not done yet. */
  batches: number;
  /** Events of batches that are done, and lie on disk until all are. */
  done: number;
}

/** Events that are sent together. A retry sends the same batch: same key, same bytes. */
export interface Batch {
  /** The idempotency key. */
  readonly id: string;
  readonly events: readonly QueuedEvent[];
  readonly origin: Origin;
  /** How often a server answered that it cannot take it now. */
  failures: number;
  /** What the transport made of it, once it has. */
  send?: SendOnce;
}

/** Cuts events into batches within limits. */
export function makeBatches(
  events: readonly QueuedEvent[],
  {
    limits,
    origin,
    newId,
  }: { readonly limits: Limits; readonly origin: Origin; readonly newId: () => string },
): Batch[] {
  const batches: Batch[] = [];
  for (let start = 0; start < events.length; ) {
    const end = start + withNameableKeys(events, start, countWithin(events, limits, start));
    batches.push({ id: newId(), events: events.slice(start, end), origin, failures: 0 });
    start = end;
  }
  origin.batches += batches.length;
  return batches;
}

/**
 * Ranges of keys in one batch at most. Their text is a header, and servers read headers of 16 KiB at most: a range
 * takes up to 99 bytes, about 30 with stream ids of ours.
 */
const MAX_RANGES = 100;

/** How many of `count` events from `start` on have keys that fit into a header. */
function withNameableKeys(events: readonly QueuedEvent[], start: number, count: number): number {
  let ranges = 1;
  for (let i = start + 1; i < start + count; i++) {
    const [before, event] = [events[i - 1], events[i]];
    if (before?.stream !== event?.stream || before?.n !== (event?.n ?? 0) - 1) ranges += 1;
    if (ranges > MAX_RANGES) return i - start;
  }
  return count;
}

/**
 * The two halves of a batch that is too large for the server. Halves of a batch on disk share its segments; those
 * of one in memory go their own ways, as each may be written to disk later.
 */
export function splitBatch({ events, origin }: Batch, newId: () => string): Batch[] {
  const middle = events.length >> 1;
  const onDisk = origin.segments.length > 0;
  if (onDisk) origin.batches += 1;
  return [events.slice(0, middle), events.slice(middle)].map((half) => ({
    id: newId(),
    events: half,
    origin: onDisk ? origin : { segments: [], batches: 1, done: 0 },
    failures: 0,
  }));
}
