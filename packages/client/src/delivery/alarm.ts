import type { Clock } from "./clock.js";

/** One timer that is set to the earliest of the times that it was asked for. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #timer: unknown;
  #at = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  get isSet(): boolean {
    return this.#timer !== undefined;
  }

  /** Rings at a time, Unix ms, or earlier if it is set to earlier; Infinity asks for nothing. */
  set(at: number): void {
    const now = this.#clock.now();
    const when = Math.max(now, at);
    if (when >= this.#at) return;
    this.clear();
    this.#at = when;
    this.#timer = this.#clock.setTimeout(() => {
      this.clear();
      this.#ring();
    }, when - now);
  }

  clear(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#at = Number.POSITIVE_INFINITY;
  }
}
