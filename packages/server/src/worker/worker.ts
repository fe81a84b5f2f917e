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
  /** Batches that are under way at once: the next one is judged while one is written. 2 unless told otherwise. */
  readonly depth?: number;
  /** Stops the worker: what is under way is finished, nothing more is read. */
  readonly signal: AbortSignal;
  /** Is told of each batch that was stored. */
  readonly onBatch?: (report: BatchReport) => void;
  /** Is told when the log was asked and had nothing: it can be reached, and all that was in it is on its way. */
  readonly onIdle?: () => void;
  /** Is told of each failure; the worker goes on by itself after `retryInMs`. */
  readonly onFailure?: (error: unknown, retryInMs: number) => void;
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** Waits, and resolves early when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A batch is read as soon as there is something; under load it grows, which costs less by event. */
export const standardReadLimits: ReadLimits = { entries: 20_000, bytes: 32 * 1024 * 1024, waitMs: 250 };

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;

/**
 * Moves entries from the log into the store until it is stopped. A batch is settled in the log after the store
 * has committed it, and all batches before it: whatever fails in between is handed out again and counts once. A
 * store that is down is asked again, more and more slowly; entries wait in the log. Resolves once everything under
 * way is settled; never rejects.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { signal, depth = 2, onFailure = () => {}, sleep = pause } = options;
  let failures = 0;
  const course: Course = {
    // After a failure one batch after the other, until the store is seen to work.
    depth: () => (failures === 0 ? depth : 1),
    onStored() {
      failures = 0;
    },
  };
  while (!signal.aborted) {
    try {
      await moveBatches(options, course);
    } catch (error) {
      const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 20));
      failures += 1;
      onFailure(error, wait);
      await sleep(wait, signal);
    }
  }
}

/** What the course of things so far means for the next batches. */
interface Course {
  /** Batches that may be under way now. */
  readonly depth: () => number;
  readonly onStored: () => void;
}

/** A batch on its way into the store. */
interface UnderWay {
  readonly batch: LogBatch;
  readonly started: number;
  /** Never rejects, so that a later one may fail while an earlier one is awaited. */
  readonly outcome: Promise<{ readonly totals: Totals } | { readonly error: unknown }>;
}

/** Runs until it is stopped, or until a batch fails; then nothing is under way any more. */
async function moveBatches(options: WorkerOptions, course: Course): Promise<void> {
  const { reader, ingest, signal, now = Date.now } = options;
  const limits = { ...standardReadLimits, ...options.limits };
  const underWay: UnderWay[] = [];
  let reading: Promise<LogBatch> | undefined;
  try {
    for (;;) {
      if (!signal.aborted && underWay.length < course.depth()) reading ??= reader.read(limits);
      const [first] = underWay;
      if (reading === undefined && first === undefined) return;
      const read = await firstOf(reading, first?.outcome);
      if (read !== undefined) {
        reading = undefined;
        if (signal.aborted) await read.again();
        else if (read.entries.length > 0) underWay.push(start(read, ingest, now()));
        else if (underWay.length === 0) options.onIdle?.();
      } else if (first !== undefined) {
        await settle(first, options);
        underWay.shift();
        course.onStored();
      }
    }
  } catch (error) {
    await giveBack(underWay, reading);
    throw error;
  }
}

/** The batch that was read, or undefined when the other promise is through first. */
async function firstOf(
  reading: Promise<LogBatch> | undefined,
  outcome: Promise<unknown> | undefined,
): Promise<LogBatch | undefined> {
  const stored = outcome?.then(() => undefined);
  return Promise.race([reading, stored].filter((each) => each !== undefined));
}

function start(batch: LogBatch, ingest: Ingest, started: number): UnderWay {
  const outcome = ingest(batch.entries).then(
    (totals) => ({ totals }),
    (error: unknown) => ({ error }),
  );
  return { batch, started, outcome };
}

async function settle({ batch, started, outcome }: UnderWay, options: WorkerOptions): Promise<void> {
  const { onBatch, now = Date.now } = options;
  const { entries } = batch;
  const result = await outcome;
  if ("error" in result) throw result.error;
  await batch.done();
  const ended = now();
  onBatch?.({
    entries: entries.length,
    bytes: entries.reduce((bytes, { body }) => bytes + body.byteLength, 0),
    totals: result.totals,
    redelivered: entries.filter(({ deliveries }) => deliveries > 1).length,
    durationMs: ended - started,
    delayMs: ended - entries.reduce((first, { receivedAt }) => Math.min(first, receivedAt), ended),
  });
}

/** Waits for everything under way and hands it back, also what was stored: it follows one that was not. */
async function giveBack(
  underWay: readonly UnderWay[],
  reading: Promise<LogBatch> | undefined,
): Promise<void> {
  const batches: LogBatch[] = [];
  for (const { batch, outcome } of underWay) {
    await outcome;
    batches.push(batch);
  }
  // Nothing is lost with a batch that cannot be read or handed back: the log hands it out again by itself.
  const read = await reading?.catch(() => undefined);
  if (read !== undefined) batches.push(read);
  for (const batch of batches) await batch.again().catch(() => {});
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
