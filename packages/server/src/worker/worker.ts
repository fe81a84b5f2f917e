import type { Totals } from "../api/wire.js";
import type { LogBatch, LogReader, ReadLimits } from "../log/log.js";
import type { Ingest } from "./ingest.js";

/** What a worker did with one batch, for metrics. */
export interface BatchReport {
  readonly entries: number;
  readonly bytes: number;
  readonly totals: Totals;
  /** Entries that had been handed out before. */
  readonly redelivered: number;
  /** From the entries being read to their being settled in the log, in milliseconds. */
  readonly durationMs: number;
  /** From the receipt of the oldest entry to its being stored, in milliseconds. */
  readonly delayMs: number;
}

export interface WorkerOptions {
  readonly reader: LogReader;
  readonly ingest: Ingest;
  readonly limits?: Partial<ReadLimits>;
  /** Stops the worker: the batch at hand is finished, no other is read. */
  readonly signal: AbortSignal;
  /** Is told of each batch that was stored. */
  readonly onBatch?: (report: BatchReport) => void;
  /** Is told of each failure; the worker goes on by itself after `retryInMs`. */
  readonly onFailure?: (error: unknown, retryInMs: number) => void;
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** Waits, and resolves early when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A batch is read as soon as there is something; under load it grows, which costs less by event. */
export const standardReadLimits: ReadLimits = { entries: 10_000, bytes: 16 * 1024 * 1024, waitMs: 250 };

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;

/**
 * Moves entries from the log into the store until it is stopped. A batch is settled in the log after the store
 * has committed it: whatever fails in between is handed out again and counts once. A store that is down is asked
 * again, more and more slowly; entries wait in the log. Resolves once the last batch is settled; never rejects.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { reader, signal, onFailure = () => {}, sleep = pause } = options;
  const limits = { ...standardReadLimits, ...options.limits };
  let failures = 0;
  while (!signal.aborted) {
    try {
      await moveBatch(options, await reader.read(limits));
      failures = 0;
    } catch (error) {
      const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 20));
      failures += 1;
      onFailure(error, wait);
      await sleep(wait, signal);
    }
  }
}

async function moveBatch({ ingest, onBatch, now = Date.now }: WorkerOptions, batch: LogBatch): Promise<void> {
  const { entries } = batch;
  if (entries.length === 0) return;
  const started = now();
  const totals = await ingest(entries).catch(async (error: unknown) => {
    // What cannot be given back is handed out again by the log itself.
    await batch.again().catch(() => {});
    throw error;
  });
  await batch.done();
  const ended = now();
  onBatch?.({
    entries: entries.length,
    bytes: entries.reduce((bytes, { body }) => bytes + body.byteLength, 0),
    totals,
    redelivered: entries.filter(({ deliveries }) => deliveries > 1).length,
    durationMs: ended - started,
    delayMs: ended - entries.reduce((first, { receivedAt }) => Math.min(first, receivedAt), ended),
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
