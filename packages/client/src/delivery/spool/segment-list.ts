import type { Limits } from "../queued-event.js";
import type { Segment } from "./segment.js";

/** The segments of a spool, oldest first. */
export class SegmentList {
  #segments: readonly Segment[] = [];

  /** Events in all of them. */
  get count(): number {
    return sum(this.#segments.map(({ count }) => count));
  }

  get bytes(): number {
    return sum(this.#segments.map(({ bytes }) => bytes));
  }

  /** Those that nobody is sending. */
  get free(): readonly Segment[] {
    return this.#segments.filter(({ taken }) => !taken);
  }

  /** Whether there is something that nobody is sending; `sealed`: something that will not grow. */
  get pending(): { readonly any: boolean; readonly sealed: boolean } {
    let any = false;
    for (const { taken, count, sealed } of this.#segments) {
      if (taken || count === 0) continue;
      if (sealed) return { any: true, sealed: true };
      any = true;
    }
    return { any, sealed: false };
  }

  add(segment: Segment): void {
    this.#segments = [...this.#segments, segment];
  }

  /** Adds segments of others before the own ones. */
  addAdopted(segments: readonly Segment[]): void {
    const oldestFirst = [...segments].sort((a, b) => a.newest - b.newest);
    this.#segments = [...oldestFirst, ...this.#segments];
  }

  remove(segments: readonly Segment[]): void {
    this.#segments = this.#segments.filter((segment) => !segments.includes(segment));
  }

  /** Puts segments behind all others, to be claimed again. */
  putLast(segments: readonly Segment[]): void {
    this.remove(segments);
    for (const segment of segments) {
      segment.taken = false;
      this.add(segment);
    }
  }

  /** Takes the oldest sealed segments that nobody is sending: at least one, further ones while within limits. */
  claim({ events, bytes }: Limits): readonly Segment[] {
    const taken: Segment[] = [];
    let [eventsLeft, bytesLeft] = [events, bytes];
    for (const segment of this.#segments) {
      if (segment.taken || !segment.sealed) continue;
      if (taken.length > 0 && (segment.count > eventsLeft || segment.bytes > bytesLeft)) break;
      segment.taken = true;
      taken.push(segment);
      eventsLeft -= segment.count;
      bytesLeft -= segment.bytes;
    }
    return taken;
  }

  /** The oldest sealed segments that have to go so that the rest is within some bytes; none that is being sent. */
  beyond(maxBytes: number): readonly Segment[] {
    let bytes = this.bytes;
    return this.#segments.filter((segment) => {
      if (bytes <= maxBytes || segment.taken || !segment.sealed) return false;
      bytes -= segment.bytes;
      return true;
    });
  }
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
