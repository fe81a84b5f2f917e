import { setImmediate as nextTurn } from "node:timers/promises";
import type { Receipt, SendResult, Transport } from "../transports/transport.js";
import { Alarm } from "./alarm.js";
import { attempt } from "./attempt.js";
import { Backlog, type Standing } from "./backlog.js";
import type { Batch } from "./batch.js";
import type { Clock } from "./clock.js";
import type { DeliverySettings } from "./delivery-settings.js";
import {
  addReceipts,
  type DeliveryStats,
  type FlushResult,
  problemOf,
  type RequestCounts,
  type Writable,
} from "./delivery-stats.js";
import type { Losses } from "./losses.js";
import { afterFailure, circuitOf, type Pace, steady } from "./pace.js";
import type { Spool } from "./spool/spool.js";
import { untilAborted } from "./until-aborted.js";

export interface DeliveryParts {
  readonly transport: Transport;
  readonly settings: DeliverySettings;
  readonly clock: Clock;
  /** From 0 to 1, exclusive. */
  readonly random: () => number;
  readonly newId: () => string;
  readonly stream: string;
  readonly losses: Losses;
  readonly spool: Spool | undefined;
  readonly atRecord: boolean;
  /** Whether what is in memory at the exit of the process goes to disk. */
  readonly spoolOnExit: boolean;
  /** Asked before each request: whether anything may leave. */
  readonly mayLeave: () => boolean | Promise<boolean>;
}

/** Somebody who waits for delivery. */
interface Waiting {
  /** Unix ms. */
  readonly deadline: number;
  /** Tries that had failed when it began. */
  readonly failed: number;
  readonly done: () => void;
}

/** How long after a look for orphans in the spool the next one follows, in ms. */
const ADOPT_EVERY_MS = 5 * 60 * 1000;

/** Sends events in batches until the server has them. Nothing here blocks, throws or keeps the process alive. */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #backlog: Backlog;
  readonly #stop = new AbortController();
  readonly #waiting = new Set<Waiting>();
  readonly #alarm: Alarm;
  #pace: Pace = steady;
  #busy = 0;
  #closed = false;
  #n = 0;
  #adopted = 0;
  #adoptedAt = Number.NEGATIVE_INFINITY;
  #acknowledged = 0;
  #requests: Writable<RequestCounts> = { sent: 0, delivered: 0, failed: 0, lastProblem: null };
  #receipts: Receipt = { accepted: 0, quarantined: 0, unknown: 0, duplicates: 0 };

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#backlog = new Backlog(parts);
    this.#alarm = new Alarm(parts.clock, () => this.#tick());
    if (parts.spool !== undefined) this.#work(() => this.#adopt());
  }

  /** Takes an event as JSON text. */
  enqueue(text: string): void {
    const { losses, clock, stream } = this.#parts;
    this.#n += 1;
    const event = { stream, n: this.#n, at: clock.now(), text, bytes: Buffer.byteLength(text) };
    if (this.#closed) losses.count("closed", 1);
    else if (!this.#backlog.add(event)) losses.count("queue_full", 1);
    if (!this.#alarm.isSet || this.#backlog.full) this.#arm();
  }

  get stats(): DeliveryStats {
    const { clock, settings } = this.#parts;
    return {
      events: {
        recorded: this.#n,
        adopted: this.#adopted,
        acknowledged: this.#acknowledged,
        queued: this.#backlog.queued,
        inFlight: this.#backlog.inFlight,
        spooled: this.#backlog.spooled,
      },
      requests: { ...this.#requests },
      receipts: { ...this.#receipts },
      circuit: circuitOf(this.#pace, clock.now(), settings.pace),
    };
  }

  /**
   * Waits until all is delivered, at most `timeoutMs`. Waits no longer when all is on disk and a try has failed
   * meanwhile, or none will come in that time. Never rejects.
   */
  async flush(timeoutMs: number): Promise<FlushResult> {
    const { clock } = this.#parts;
    const letGo = clock.keepAlive();
    await this.#wait(timeoutMs);
    letGo();
    const { queued, inFlight, spooled } = this.stats.events;
    return {
      delivered: queued + inFlight + spooled === 0,
      undelivered: this.#backlog.memory.length,
      spooled,
    };
  }

  /** Flushes, writes what is left to disk or counts it as lost, and lets go of everything. */
  async close(timeoutMs: number): Promise<FlushResult> {
    const { losses, spool, transport, clock } = this.#parts;
    this.#closed = true;
    await this.flush(timeoutMs);
    const letGo = clock.keepAlive();
    this.#stop.abort();
    this.#alarm.clear();
    if (this.#busy > 0) await this.#wait(Number.MAX_SAFE_INTEGER);
    const left = this.#backlog.takeMemory();
    const safe = left.length === 0 || (await spool?.append(left)) !== undefined;
    if (!safe) losses.count("closed", left.length);
    const { spooled } = this.#backlog;
    await spool?.close();
    await transport.close?.().catch(() => {});
    this.#settle();
    letGo();
    return { delivered: safe && spooled === 0, undelivered: safe ? 0 : left.length, spooled };
  }

  /** Saves or counts what is in memory when the process exits. Synchronous. */
  exit(): void {
    const { spool, losses, spoolOnExit } = this.#parts;
    const events = this.#backlog.memory;
    if (events.length === 0 || (spoolOnExit && spool?.appendOnExit(events))) return;
    losses.count("closed", events.length);
  }

  get #standing(): Standing {
    return { failing: this.#pace.failures > 0, hurry: this.#waiting.size > 0 };
  }

  /** Sees to it that the next thing to do is done in time. */
  #arm(): void {
    if (!this.#stop.signal.aborted) this.#alarm.set(this.#dueAt());
  }

  #dueAt(): number {
    const standing = this.#standing;
    const spill = this.#backlog.spillDue(standing);
    if (this.#busy >= this.#slots) return spill;
    return Math.min(spill, Math.max(this.#pace.notBefore, this.#backlog.sendDue(standing)));
  }

  /** After a failure one try decides. */
  get #slots(): number {
    return this.#pace.failures > 0 ? 1 : this.#parts.settings.concurrency;
  }

  #tick(): void {
    const now = this.#parts.clock.now();
    if (this.#backlog.spillDue(this.#standing) <= now) {
      this.#work(() => this.#backlog.spill());
    } else if (this.#dueAt() <= now) {
      this.#work(() => this.#sendNext());
    }
    this.#arm();
  }

  #work(work: () => Promise<void>): void {
    this.#busy += 1;
    void work()
      // Everything that can fail says so in its result; this is for what nobody has thought of.
      .catch(() => {
        this.#pace = this.#slower();
      })
      .then(() => {
        this.#busy -= 1;
        this.#settle();
      });
  }

  #settle(): void {
    if (this.#busy === 0) {
      for (const waiting of this.#waiting) if (this.#isOver(waiting)) waiting.done();
    }
    this.#arm();
  }

  /** Whether there is nothing left to wait for. */
  #isOver({ deadline, failed }: Waiting): boolean {
    if (this.#stop.signal.aborted || this.#backlog.calm(false)) return true;
    const triedInVain = this.#requests.failed > failed || this.#pace.notBefore > deadline;
    return this.#standing.failing && triedInVain && this.#backlog.calm(true);
  }

  async #wait(timeoutMs: number): Promise<void> {
    const { clock } = this.#parts;
    await new Promise<void>((resolve) => {
      const timer = clock.setTimeout(() => waiting.done(), timeoutMs);
      const waiting: Waiting = {
        deadline: clock.now() + timeoutMs,
        failed: this.#requests.failed,
        done: () => {
          clock.clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve();
        },
      };
      this.#waiting.add(waiting);
      this.#settle();
    });
    // Somebody who waits again and again must not keep the event loop from everything else.
    await nextTurn();
  }

  async #adopt(): Promise<void> {
    this.#adoptedAt = this.#parts.clock.now();
    this.#adopted += (await this.#parts.spool?.adopt()) ?? 0;
  }

  async #sendNext(): Promise<void> {
    const allowed = await this.#allowed();
    if (allowed === undefined) return;
    if (!allowed) {
      this.#parts.losses.count("consent", await this.#backlog.discard());
      return;
    }
    const batch = await this.#backlog.next();
    if (batch === undefined) return;
    const { transport, clock, settings, losses, stream } = this.#parts;
    this.#requests.sent += 1;
    const result = await attempt(batch, {
      transport,
      clock,
      timeoutMs: settings.timeoutMs,
      drops: losses.header(stream),
      stop: this.#stop.signal,
    });
    await this.#conclude(batch, result);
  }

  /** What cannot be asked does not leave. Undefined when the client was closed before there was an answer. */
  async #allowed(): Promise<boolean | undefined> {
    try {
      const answer = this.#parts.mayLeave();
      return typeof answer === "boolean" ? answer : await untilAborted(answer, this.#stop.signal);
    } catch {
      return false;
    }
  }

  async #conclude(batch: Batch, result: SendResult): Promise<void> {
    const { losses, clock } = this.#parts;
    if (result.kind !== "delivered") this.#requests.lastProblem = problemOf(result);
    if (result.kind === "retry") {
      this.#requests.failed += 1;
      if (result.status !== undefined) batch.failures += 1;
      this.#pace = this.#slower(result.retryAfterMs);
      return this.#backlog.keep(batch);
    }
    this.#pace = steady;
    if (result.kind === "too-large" && batch.events.length > 1) return this.#backlog.halve(batch);
    if (result.kind === "delivered") {
      this.#requests.delivered += 1;
      this.#acknowledged += batch.events.length;
      if (result.receipt !== undefined) this.#receipts = addReceipts(this.#receipts, result.receipt);
    } else {
      losses.count("refused", batch.events.length);
    }
    await this.#backlog.done(batch);
    if (this.#parts.spool !== undefined && clock.now() - this.#adoptedAt > ADOPT_EVERY_MS)
      await this.#adopt();
  }

  #slower(retryAfterMs?: number): Pace {
    const { clock, random, settings } = this.#parts;
    return afterFailure(this.#pace, { now: clock.now(), random: random(), retryAfterMs }, settings.pace);
  }
}
