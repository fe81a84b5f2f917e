import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import type { AnalyticsClientOptions } from "./client-options.js";
import type { ClientStats } from "./client-stats.js";
import { clientWays, type Ways } from "./client-ways.js";
import type { FlushResult } from "./delivery/delivery-stats.js";
import type { Fact } from "./facts/fact.js";

/** Facts in, events out. No method ever throws or rejects, and none but `flush` and `close` keeps the process alive. */
export interface AnalyticsClient {
  /** False when the configuration or the environment turned it off. */
  readonly enabled: boolean;
  /** Id of this client in the keys of its events. */
  readonly stream: string;
  /** Takes a fact and returns at once. The fact is the client's from then on: it must not be changed. */
  record(fact: Fact): void;
  /** Takes an event that something else has made, as {@link record} takes a fact. */
  recordEvent(event: AnalyticsEvent): void;
  /**
   * Waits until everything is delivered, at most `timeoutMs` (10,000 when left out); not longer when everything is on
   * disk and a try has failed meanwhile, or none will come in that time.
   */
  flush(timeoutMs?: number): Promise<FlushResult>;
  /** Flushes for at most `timeoutMs`, 5,000 when left out; what is left goes to disk or is counted as `closed`. */
  close(timeoutMs?: number): Promise<FlushResult>;
  stats(): ClientStats;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A client. Throws a RangeError when an option makes no sense. */
export function createAnalyticsClient(options: AnalyticsClientOptions): AnalyticsClient {
  return new Client(clientWays(options));
}

class Client implements AnalyticsClient {
  readonly #ways: Ways;
  #recorded = 0;
  #closing: Promise<FlushResult> | undefined;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  get enabled(): boolean {
    return this.#ways.delivery !== undefined;
  }

  get stream(): string {
    return this.#ways.stream;
  }

  record(fact: Fact): void {
    this.#recorded += 1;
    try {
      this.#ways.takeFact(fact);
    } catch {
      this.#ways.losses.count("invalid", 1);
    }
  }

  recordEvent(event: AnalyticsEvent): void {
    try {
      this.#ways.takeEvent(event);
    } catch {
      this.#ways.losses.count("invalid", 1);
    }
  }

  async flush(timeoutMs = 10_000): Promise<FlushResult> {
    return (await this.#ways.delivery?.flush(timeoutMs)) ?? NOTHING;
  }

  close(timeoutMs = 5_000): Promise<FlushResult> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  stats(): ClientStats {
    const { delivery, losses } = this.#ways;
    const facts = { recorded: this.#recorded, ignored: this.enabled ? 0 : this.#recorded };
    return { ...(delivery?.stats ?? IDLE), enabled: this.enabled, facts, dropped: losses.byReason };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(timeoutMs: number): Promise<FlushResult> {
    const result = (await this.#ways.delivery?.close(timeoutMs)) ?? NOTHING;
    this.#ways.forgetExit();
    return result;
  }
}

const NOTHING: FlushResult = { delivered: true, undelivered: 0, spooled: 0 };

const IDLE: Omit<ClientStats, "enabled" | "facts" | "dropped"> = {
  events: { recorded: 0, adopted: 0, acknowledged: 0, queued: 0, inFlight: 0, spooled: 0 },
  requests: { sent: 0, delivered: 0, failed: 0, lastProblem: null },
  receipts: { accepted: 0, quarantined: 0, unknown: 0, duplicates: 0 },
  circuit: "closed",
};
