import { setTimeout as delay } from "node:timers/promises";
import type { MessagePort } from "node:worker_threads";
import type { CompleteConfig } from "../config/defaults.js";
import type { Pressure } from "../log/sqlite/sqlite-log.js";
import type { Migration, Store } from "../store/store.js";
import { StoreError } from "../store/store-error.js";
import type { replayQuarantine } from "../worker/replay.js";
import type { BatchReport } from "../worker/worker.js";
import { openStoreLink, type StoreLink } from "./store-link.js";
import type { StoreMethod, ThrownError } from "./store-messages.js";

/** The store as other threads see it. */
export interface StoreClient extends Omit<Store, "write" | "migrate" | "quarantined" | "release"> {
  /** What was changed in the database at the start. */
  readonly migrations: readonly Migration[];
  replay(fingerprint: string): ReturnType<typeof replayQuarantine>;
  /** For how many milliseconds its thread has been gone; 0 while it runs. */
  readonly awayMs: number;
  /** Whether the latest batch could not be stored. */
  readonly failing: boolean;
}

export interface StoreClientOptions {
  readonly config: CompleteConfig;
  /** A new port to the thread of an embedded log, for each life of the thread; null for a shared log. */
  readonly log: () => MessagePort | null;
  /** Of an embedded log: the store leaves the processors to requests. */
  readonly pressure?: Pressure;
  readonly onBatch: (report: BatchReport) => void;
  readonly onFailure: (error: ThrownError, retryInMs: number) => void;
  /** The thread has ended by itself, or could not be started again; it is started in so many milliseconds. */
  readonly onEnd: (error: Error, restartInMs: number) => void;
  /** It runs again, after so many milliseconds. */
  readonly onBack: (awayMs: number) => void;
  /** What runs in the thread; that of the server unless told otherwise. */
  readonly script?: URL;
  /** Milliseconds of a clock that is never set. */
  readonly now?: () => number;
  /** Waits; rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Time before the first start after an end, the second, and so on; the last for all others. */
const PAUSES_MS = [0, 1000, 2000, 4000, 8000, 16_000, 30_000] as const;
const LAST_PAUSE_MS = 30_000;
/** A thread that has run for so long has worked: after its end the first pause comes again. */
const WORKED_MS = 60_000;

/**
 * Starts the thread of the worker and the store, and starts it again whenever it ends by itself: at once, then more
 * and more slowly. What it had not settled the log hands out again. Questions meanwhile are refused with a StoreError
 * `unavailable`. Throws what opening the store throws the first time.
 */
export async function startStore(options: StoreClientOptions): Promise<StoreClient> {
  const { now = () => performance.now(), sleep = pause } = options;
  const stop = new AbortController();
  const first = await open(options, onFailing);
  let link: StoreLink | undefined = first;
  let awaySince: number | undefined;
  let failing = false;

  function onFailing(is: boolean): void {
    failing = is;
  }

  /** A new life of the thread; undefined once there shall be none. */
  const restart = async (error: Error, failures: number): Promise<StoreLink | undefined> => {
    const wait = PAUSES_MS[failures] ?? LAST_PAUSE_MS;
    options.onEnd(error, wait);
    await sleep(wait, stop.signal).catch(() => {});
    if (stop.signal.aborted) return undefined;
    return open(options, onFailing);
  };

  const keep = async (): Promise<void> => {
    let failures = 0;
    for (let current: StoreLink | undefined = first; current !== undefined; ) {
      const started = now();
      let error = await current.ended;
      link = current = undefined;
      if (error === null || stop.signal.aborted) return;
      const ended = now();
      awaySince = ended;
      if (ended - started >= WORKED_MS) failures = 0;
      while (current === undefined && !stop.signal.aborted) {
        try {
          current = await restart(error, failures);
        } catch (refusal) {
          error = refusal instanceof Error ? refusal : new Error(String(refusal));
        }
        failures += 1;
      }
      if (current === undefined) return;
      if (stop.signal.aborted) {
        current.stop();
      } else {
        link = current;
        awaySince = undefined;
        options.onBack(now() - ended);
      }
    }
  };
  const kept = keep();

  const running = (): StoreLink => {
    if (link === undefined) throw new StoreError("unavailable", "the store has ended, and starts again");
    return link;
  };
  const method = <M extends StoreMethod & keyof StoreClient>(name: M): StoreClient[M] =>
    // A function with the parameters and the result of the method, by way of the thread: both sides are compiled
    // against Store.
    (async (...args: readonly unknown[]) => running().call(name, args)) as unknown as StoreClient[M];

  return {
    description: first.description,
    migrations: first.migrations,
    get awayMs() {
      return awaySince === undefined ? 0 : now() - awaySince;
    },
    get failing() {
      return failing;
    },
    query: method("query"),
    events: method("events"),
    event: method("event"),
    stats: method("stats"),
    threads: method("threads"),
    timeline: method("timeline"),
    quarantineGroups: method("quarantineGroups"),
    quarantineEntries: method("quarantineEntries"),
    replay: method("replay"),
    drop: method("drop"),
    observations: method("observations"),
    retain: method("retain"),
    backup: method("backup"),
    async *export(query) {
      yield* running().export(query);
    },
    async close() {
      if (!stop.signal.aborted) {
        stop.abort();
        link?.stop();
      }
      await kept;
    },
  };
}

const SCRIPT = new URL("./store-thread.js", import.meta.url);

function open(options: StoreClientOptions, onFailing: (is: boolean) => void): Promise<StoreLink> {
  const { config, log, pressure = null, script = SCRIPT, onBatch, onFailure } = options;
  return openStoreLink({
    config,
    log: log(),
    pressure,
    script,
    onBatch(report) {
      onFailing(false);
      onBatch(report);
    },
    onFailure(error, retryInMs) {
      onFailing(true);
      onFailure(error, retryInMs);
    },
  });
}

function pause(ms: number, signal: AbortSignal): Promise<unknown> {
  return delay(ms, undefined, { signal, ref: false });
}
