import type { Clock } from "./clock.js";

/** How many events wait at most; what comes beyond makes the oldest go at once. */
const LIMIT = 256;

/**
 * Puts work off to the next turn of the event loop, in order, so that a caller does not wait for it: what is to be
 * done with an event takes several times as long as keeping it.
 */
export class Staging<T> {
  readonly #clock: Clock;
  readonly #work: (item: T) => void;
  #items: T[] = [];
  #head = 0;
  #timer: unknown;

  constructor(clock: Clock, work: (item: T) => void) {
    this.#clock = clock;
    this.#work = work;
  }

  push(item: T): void {
    this.#items.push(item);
    if (this.#items.length - this.#head > LIMIT) this.#next();
    this.#timer ??= this.#clock.setTimeout(() => this.drain(), 0);
  }

  /** Does what was put off. */
  drain(): void {
    while (this.#head < this.#items.length) this.#next();
    this.#items = [];
    this.#head = 0;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #next(): void {
    // There is one: the callers have looked. It may be undefined all the same when it was given as such.
    const item = this.#items[this.#head] as T;
    this.#head += 1;
    if (this.#head > LIMIT) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    this.#work(item);
  }
}
