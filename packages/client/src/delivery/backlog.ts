import { type Batch, makeBatches, type Origin, splitBatch } from "./batch.js";
import type { Clock } from "./clock.js";
import type { DeliverySettings } from "./delivery-settings.js";
import { EventQueue } from "./event-queue.js";
import type { Losses } from "./losses.js";
import type { QueuedEvent } from "./queued-event.js";
import type { Spool } from "./spool/spool.js";

export interface BacklogParts {
  readonly settings: DeliverySettings;
  readonly clock: Clock;
  readonly losses: Losses;
  readonly newId: () => string;
  readonly spool: Spool | undefined;
  /** Whether every event goes to disk before anything else. */
  readonly atRecord: boolean;
}

/** How things stand, for {@link Backlog.sendDue} and {@link Backlog.spillDue}. */
export interface Standing {
  /** The last try failed. */
  readonly failing: boolean;
  /** Somebody waits for delivery. */
  readonly hurry: boolean;
}

/** Batches in memory beside the queue that a server keeps answering it cannot take. */
const MAX_STUCK = 8;
/** Answers after which a batch lets others go first. */
const STUCK_AFTER = 5;

/** Everything that is not delivered yet: in memory, on disk, and in flight. */
export class Backlog {
  readonly #parts: BacklogParts;
  readonly #queue: EventQueue;
  readonly #flying = new Set<Batch>();
  #ready: Batch[] = [];
  #spilling: Promise<void> | undefined;
  #spoolSince = 0;

  constructor(parts: BacklogParts) {
    this.#parts = parts;
    this.#queue = new EventQueue(parts.settings.queue);
  }

  get queued(): number {
    return this.#queue.length + countEvents(this.#ready.filter(inMemory));
  }

  /** Events on disk that are not done. */
  get spooled(): number {
    const origins = new Set([...this.#flying, ...this.#ready].map(({ origin }) => origin));
    let count = this.#parts.spool?.count ?? 0;
    for (const { segments, done } of origins) if (segments.length > 0) count -= done;
    return count;
  }

  get inFlight(): number {
    return countEvents(this.#flying);
  }

  /** Whether there is as much as goes into one request. */
  get full(): boolean {
    const { batch } = this.#parts.settings;
    return this.#queue.length >= batch.events || this.#queue.bytes >= batch.bytes;
  }

  /** False when there is no room. */
  add(event: QueuedEvent): boolean {
    const { spool, atRecord } = this.#parts;
    if (!atRecord || spool === undefined) return this.#queue.push(event);
    const first = !spool.pending.any;
    if (!spool.appendSync(event)) return this.#queue.push(event);
    if (first) this.#spoolSince = event.at;
    return true;
  }

  /** When there is something to send, Unix ms, not counting any pause after failures. */
  sendDue({ failing, hurry }: Standing): number {
    if (this.#ready.length > 0) return 0;
    const { spool, settings } = this.#parts;
    const delayMs = hurry ? 0 : settings.delayMs;
    const pending = spool?.pending;
    if (pending?.sealed) return 0;
    const fromSpool = pending?.any ? this.#spoolSince + delayMs : Number.POSITIVE_INFINITY;
    // Events in memory go to disk while delivery fails.
    if (this.#spilling !== undefined || (failing && this.#canSpill)) return fromSpool;
    return Math.min(fromSpool, this.#queueDue(delayMs));
  }

  /** When events are to be moved from memory to disk, Unix ms. */
  spillDue({ failing, hurry }: Standing): number {
    if (!this.#canSpill || this.#queue.length === 0) return Number.POSITIVE_INFINITY;
    if (this.#queue.crowded) return 0;
    return failing ? this.#queueDue(hurry ? 0 : this.#parts.settings.delayMs) : Number.POSITIVE_INFINITY;
  }

  /** Moves the oldest events from memory to disk. What the disk does not take stays in memory. */
  async spill(): Promise<void> {
    const { spool } = this.#parts;
    if (spool === undefined || this.#spilling !== undefined) return;
    this.#spilling = this.#moveTo(spool);
    await this.#spilling;
    this.#spilling = undefined;
  }

  /** The batch to send next, from disk before memory; undefined when there is none. */
  async next(): Promise<Batch | undefined> {
    const batch =
      this.#nextReady() ?? (await this.#nextFromSpool()) ?? this.#nextFromQueue() ?? this.#ready.shift();
    if (batch !== undefined) this.#flying.add(batch);
    return batch;
  }

  /** The events are delivered, or lost and counted. */
  async done(batch: Batch): Promise<void> {
    const { origin, events } = batch;
    this.#flying.delete(batch);
    origin.batches -= 1;
    if (origin.batches === 0) return this.#parts.spool?.remove(origin.segments);
    origin.done += events.length;
  }

  /** The batch could not be delivered: it is tried again, and written to disk if it is not there. */
  async keep(batch: Batch): Promise<void> {
    const { spool, clock, settings, losses } = this.#parts;
    const newest = batch.events.at(-1)?.at ?? 0;
    if (clock.now() - newest > settings.maxAgeMs) {
      losses.count("expired", batch.events.length);
      return this.done(batch);
    }
    if (spool !== undefined && inMemory(batch)) {
      const segment = await spool.append(batch.events, { own: true });
      if (segment !== undefined) batch.origin.segments = [segment];
    }
    this.#flying.delete(batch);
    if (batch.failures >= STUCK_AFTER && isWhole(batch)) {
      spool?.putLast(batch.origin.segments);
      return;
    }
    this.#ready.unshift(batch);
  }

  /** The batch is too large for the server: its halves go next. */
  halve(batch: Batch): void {
    this.#flying.delete(batch);
    this.#ready.unshift(...splitBatch(batch, this.#parts.newId));
  }

  /** Nothing is left to do for somebody who waits: all is gone, or on disk while delivery fails. */
  calm(failing: boolean): boolean {
    if (this.#queue.length > 0 || this.#spilling !== undefined || this.#flying.size > 0) return false;
    if (this.#ready.some(inMemory)) return false;
    return failing || (this.#ready.length === 0 && !this.#parts.spool?.pending.any);
  }

  /** Everything that is in memory only. */
  get memory(): readonly QueuedEvent[] {
    const batches = [...this.#flying, ...this.#ready].filter(inMemory);
    const queue = this.#queue.peek({ events: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY });
    return [...batches.flatMap(({ events }) => events), ...queue];
  }

  /** Drops all that is not in flight, on disk too; returns the number of events. */
  async discard(): Promise<number> {
    await this.#spilling;
    const ready = this.#ready.splice(0);
    const queued = this.#queue.length;
    this.#queue.drop(queued);
    for (const batch of ready) await this.done(batch);
    return countEvents(ready) + queued + ((await this.#parts.spool?.purge()) ?? 0);
  }

  /** Takes out all that is in memory only. */
  takeMemory(): readonly QueuedEvent[] {
    const events = this.memory;
    this.#ready = this.#ready.filter((batch) => !inMemory(batch));
    this.#queue.drop(this.#queue.length);
    return events;
  }

  get #canSpill(): boolean {
    const { spool } = this.#parts;
    return spool !== undefined && this.#spilling === undefined && !spool.resting;
  }

  #queueDue(delayMs: number): number {
    if (this.full) return 0;
    const { oldest } = this.#queue;
    return oldest === undefined ? Number.POSITIVE_INFINITY : oldest + delayMs;
  }

  async #moveTo(spool: Spool): Promise<void> {
    const first = !spool.pending.any;
    const events = this.#queue.peek(this.#parts.settings.batch);
    if ((await spool.append(events)) !== undefined) this.#queue.drop(events.length);
    if (first) this.#spoolSince = this.#parts.clock.now();
  }

  /** One that servers keep refusing for now does not hold up the others. */
  #nextReady(): Batch | undefined {
    const at = this.#ready.findIndex(({ failures }) => failures < STUCK_AFTER);
    return at < 0 ? undefined : this.#ready.splice(at, 1)[0];
  }

  async #nextFromSpool(): Promise<Batch | undefined> {
    const { spool, settings } = this.#parts;
    if (!spool?.pending.any) return undefined;
    const { events, segments } = await spool.take(settings.batch);
    const origin: Origin = { segments, batches: 0, done: 0 };
    const [first, ...rest] = this.#batches(events, origin);
    if (first === undefined) await spool.remove(segments);
    this.#ready.push(...rest);
    return first;
  }

  #nextFromQueue(): Batch | undefined {
    const { clock, settings, losses } = this.#parts;
    if (this.#spilling !== undefined || this.#ready.length >= MAX_STUCK) return undefined;
    const events = this.#queue.take(settings.batch);
    const fresh = events.filter(({ at }) => clock.now() - at <= settings.maxAgeMs);
    losses.count("expired", events.length - fresh.length);
    return this.#batches(fresh, { segments: [], batches: 0, done: 0 })[0];
  }

  #batches(events: readonly QueuedEvent[], origin: Origin): Batch[] {
    const { settings, newId } = this.#parts;
    return makeBatches(events, { limits: settings.batch, origin, newId });
  }
}

/** Whether a batch is all that lies in its segments. */
function isWhole({ origin }: Batch): boolean {
  return origin.segments.length > 0 && origin.batches === 1 && origin.done === 0;
}

function inMemory({ origin }: Batch): boolean {
  return origin.segments.length === 0;
}

function countEvents(batches: Iterable<Batch>): number {
  let count = 0;
  for (const { events } of batches) count += events.length;
  return count;
}
