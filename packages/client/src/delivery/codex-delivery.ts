import type { Transport } from "../transports/transport.js";
import { attempt } from "./attempt.js";
import type { Clock } from "./clock.js";
import {
  type DeliveryStats,
  type FlushResult,
  problemOf,
  type RequestCounts,
  type Writable,
} from "./delivery-stats.js";
import type { Losses } from "./losses.js";
import type { QueuedEvent } from "./queued-event.js";

export interface CodexDeliveryParts<Fact> {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly losses: Losses;
  readonly stream: string;
  readonly newId: () => string;
  readonly mayLeave: () => boolean | Promise<boolean>;
  /** The events of a fact, reduced when the fact is taken from the queue. */
  readonly eventsOf: (fact: Fact) => readonly string[];
}

/** Facts that wait at most (D7). */
const MAX_FACTS = 256;
/** How long one request may take (D7), in ms. */
const TIMEOUT_MS = 10_000;

/**
 * Delivery exactly as Codex does it, for comparison (D1 to D8): a queue of 256 facts, one request for each fact that
 * has events, the answer awaited before the next fact is taken, no retry, no header of ours, no compression.
 * Losses are counted all the same: a full queue in facts, the rest in events.
 */
export class CodexDelivery<Fact> {
  readonly #parts: CodexDeliveryParts<Fact>;
  readonly #facts: Fact[] = [];
  readonly #stop = new AbortController();
  readonly #waiting = new Set<() => void>();
  #running = false;
  #closed = false;
  #n = 0;
  #inFlight = 0;
  #acknowledged = 0;
  #requests: Writable<RequestCounts> = { sent: 0, delivered: 0, failed: 0, lastProblem: null };

  constructor(parts: CodexDeliveryParts<Fact>) {
    this.#parts = parts;
  }

  enqueue(fact: Fact): void {
    if (this.#closed) this.#parts.losses.count("closed", 1);
    else if (this.#facts.length >= MAX_FACTS) this.#parts.losses.count("queue_full", 1);
    else {
      this.#facts.push(fact);
      this.#start();
    }
  }

  get stats(): DeliveryStats {
    return {
      events: {
        recorded: this.#n,
        adopted: 0,
        acknowledged: this.#acknowledged,
        queued: 0,
        inFlight: this.#inFlight,
        spooled: 0,
      },
      requests: { ...this.#requests },
      receipts: { accepted: 0, quarantined: 0, unknown: 0, duplicates: 0 },
      circuit: "closed",
    };
  }

  /** Facts that wait. */
  get waiting(): number {
    return this.#facts.length;
  }

  async flush(timeoutMs: number): Promise<FlushResult> {
    const { clock } = this.#parts;
    const letGo = clock.keepAlive();
    if (this.#running) {
      await new Promise<void>((resolve) => {
        const timer = clock.setTimeout(resolve, timeoutMs);
        this.#waiting.add(() => {
          clock.clearTimeout(timer);
          resolve();
        });
      });
    }
    letGo();
    return { delivered: !this.#running, undelivered: this.#inFlight, spooled: 0 };
  }

  async close(timeoutMs: number): Promise<FlushResult> {
    this.#closed = true;
    const result = await this.flush(timeoutMs);
    this.#stop.abort();
    this.#parts.losses.count("closed", this.#facts.splice(0).length);
    await this.#parts.transport.close?.().catch(() => {});
    return result;
  }

  exit(): void {
    this.#parts.losses.count("closed", this.#facts.length + this.#inFlight);
  }

  #start(): void {
    if (this.#running) return;
    this.#running = true;
    // The consumer of Codex is a task of its own: recording only puts the fact into the queue.
    this.#parts.clock.setTimeout(() => void this.#consume(), 0);
  }

  async #consume(): Promise<void> {
    for (let fact = this.#facts.shift(); fact !== undefined; fact = this.#facts.shift()) {
      const events = this.#eventsOf(fact);
      if (events.length > 0) await this.#send(events);
    }
    this.#running = false;
    for (const done of this.#waiting) done();
    this.#waiting.clear();
  }

  #eventsOf(fact: Fact): readonly QueuedEvent[] {
    const { eventsOf, stream, clock } = this.#parts;
    return eventsOf(fact).map((text) => {
      this.#n += 1;
      return { stream, n: this.#n, at: clock.now(), text, bytes: Buffer.byteLength(text) };
    });
  }

  async #send(events: readonly QueuedEvent[]): Promise<void> {
    const { transport, clock, losses, newId, mayLeave } = this.#parts;
    const allowed = await Promise.resolve()
      .then(mayLeave)
      .catch(() => false);
    if (!allowed) {
      losses.count("consent", events.length);
      return;
    }
    this.#requests.sent += 1;
    this.#inFlight = events.length;
    const batch = { id: newId(), events, origin: { segments: [], batches: 1, done: 0 }, failures: 0 };
    const options = {
      transport,
      clock,
      timeoutMs: TIMEOUT_MS,
      drops: undefined,
      stop: this.#stop.signal,
      plain: true,
    };
    const result = await attempt(batch, options);
    this.#inFlight = 0;
    if (result.kind === "delivered") {
      this.#requests.delivered += 1;
      this.#acknowledged += events.length;
    } else {
      this.#requests.failed += 1;
      this.#requests.lastProblem = problemOf(result);
      losses.count("refused", events.length);
    }
  }
}
