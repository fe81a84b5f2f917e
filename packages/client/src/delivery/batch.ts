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
    const end = start + countWithin(events, limits, start);
    batches.push({ id: newId(), events: events.slice(start, end), origin, failures: 0 });
    start = end;
  }
  origin.batches += batches.length;
  return batches;
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
