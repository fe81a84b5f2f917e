import type { Limits, QueuedEvent } from "./queued-event.js";

/** Events in memory, first in first out, bounded by number and bytes. */
export class EventQueue {
  readonly #limits: Limits;
  #events: QueuedEvent[] = [];
  #head = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#events.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** When the oldest event was recorded; undefined when there is none. */
  get oldest(): number | undefined {
    return this.#events[this.#head]?.at;
  }

  /** More than half of what it may hold. */
  get crowded(): boolean {
    return this.length * 2 > this.#limits.events || this.#bytes * 2 > this.#limits.bytes;
  }

  /** False when there is no room. */
  push(event: QueuedEvent): boolean {
    if (this.length >= this.#limits.events || this.#bytes + event.bytes > this.#limits.bytes) return false;
    this.#events.push(event);
    this.#bytes += event.bytes;
    return true;
  }

  /** The oldest events within limits, at least one if there is any; they stay until they are dropped. */
  peek(limits: Limits): readonly QueuedEvent[] {
    return this.#events.slice(this.#head, this.#head + countWithin(this.#events, limits, this.#head));
  }

  /** Removes the oldest `count` events. */
  drop(count: number): void {
    const end = Math.min(this.#head + count, this.#events.length);
    for (let i = this.#head; i < end; i++) this.#bytes -= this.#events[i]?.bytes ?? 0;
    this.#head = end;
    // The array is cut now and then, not at each batch: cutting copies what is left.
    if (this.#head * 2 >= this.#events.length) {
      this.#events = this.#events.slice(this.#head);
      this.#head = 0;
    }
  }

  take(limits: Limits): readonly QueuedEvent[] {
    const events = this.peek(limits);
    this.drop(events.length);
    return events;
  }
}

/** How many of the events from `start` on fit, at least one if there is any. */
export function countWithin(events: readonly QueuedEvent[], limits: Limits, start = 0): number {
  let bytes = 0;
  let i = start;
  for (; i < events.length && i - start < limits.events; i++) {
    bytes += events[i]?.bytes ?? 0;
    if (bytes > limits.bytes && i > start) break;
  }
  return i - start;
}
