import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../src/index.js";

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  readonly timers = new Set<Timer>();
  /** How many wait for delivery. */
  held = 0;
  /** Whether nothing is being done that takes time of its own, e.g. by the disk. */
  idle: () => boolean = () => true;
  #now = 1_777_000_000_000;

  now(): number {
    return this.#now;
  }

  setTimeout(run: () => void, ms: number): unknown {
    const timer = { at: this.#now + Math.max(0, ms), run };
    this.timers.add(timer);
    return timer;
  }

  clearTimeout(timer: unknown): void {
    for (const each of this.timers) if (each === timer) this.timers.delete(each);
  }

  keepAlive(): () => void {
    this.held += 1;
    return () => {
      this.held -= 1;
    };
  }

  /** Moves on, running what becomes due on the way, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await this.settle();
    }
    this.#now = end;
  }

  /** Lets everything happen that needs no time of this clock. */
  async settle(): Promise<void> {
    for (let i = 0; i < 8; i = this.idle() ? i + 1 : 0) await turn();
  }

  #next(end: number): Timer | undefined {
    return [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
