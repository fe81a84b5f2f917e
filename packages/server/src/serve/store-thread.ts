/**
 * The thread of the worker and the store: it drains the log, and answers questions. What it computes holds up no
 * request.
 */
import { setTimeout as delay } from "node:timers/promises";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { LogReader } from "../log/log.js";
import { createPortReader } from "../log/sqlite/port-reader.js";
import type { Migration, Store } from "../store/store.js";
import { createIngest } from "../worker/ingest.js";
import { judgeReceived } from "../worker/judged-entry.js";
import { replayQuarantine } from "../worker/replay.js";
import { runWorker } from "../worker/worker.js";
import { giveWayTo } from "./give-way.js";
import { lowerPriority } from "./lower-priority.js";
import { openLog } from "./open-log.js";
import { openStore } from "./open-store.js";
import {
  type FromStoreThread,
  type StoreMethod,
  type StoreThreadData,
  type ToStoreThread,
  thrownError,
} from "./store-messages.js";
import { whenFree } from "./when-free.js";

if (parentPort !== null) {
  lowerPriority();
  // Started by startStore only.
  const data = workerData as StoreThreadData;
  await serve(parentPort, data);
}

async function serve(port: MessagePort, data: StoreThreadData): Promise<void> {
  const tell = (message: FromStoreThread) => port.postMessage(message);
  let parts: Parts;
  try {
    parts = await openParts(data);
  } catch (error) {
    tell({ type: "refused", error: thrownError(error) });
    port.close();
    return;
  }
  const { store, source, migrations } = parts;
  tell({ type: "ready", description: store.description, migrations });

  const stop = new AbortController();
  const worker = runWorker({
    reader: source.reader,
    ingest: createIngest(store, data.log === null ? undefined : judgeReceived),
    signal: stop.signal,
    onBatch: (report) => tell({ type: "batch", report }),
    onFailure: (error, retryInMs) => tell({ type: "failure", error: thrownError(error), retryInMs }),
  });
  const exports = new Map<number, AsyncIterator<Uint8Array>>();

  const settle = async (id: number, work: () => Promise<FromStoreThread>) => {
    try {
      tell(await work());
    } catch (error) {
      tell({ type: "error", id, error: thrownError(error) });
    }
  };
  const handlers: {
    readonly [T in ToStoreThread["type"]]: (message: Extract<ToStoreThread, { type: T }>) => unknown;
  } = {
    call: ({ id, method, args }) =>
      settle(id, async () => ({ type: "result", id, value: await call(store, method, args) })),
    export({ id, query }) {
      exports.set(id, store.export(query)[Symbol.asyncIterator]());
    },
    next: ({ id }) =>
      settle(id, async () => {
        const next = await exports.get(id)?.next();
        if (next === undefined || next.done === true) exports.delete(id);
        return { type: "piece", id, piece: next === undefined || next.done === true ? null : next.value };
      }),
    async end({ id }) {
      await exports.get(id)?.return?.();
      exports.delete(id);
    },
    async stop() {
      await end(worker);
      tell({ type: "stopped" });
      port.close();
    },
  };
  const end = async (finished: Promise<unknown>) => {
    stop.abort();
    await finished;
    await source.reader.close();
    await source.close();
    await store.close();
  };
  endInOrder((error) => {
    tell({ type: "crashed", error: thrownError(error) });
    port.close();
    void end(Promise.race([worker, delay(FINISH_MS, undefined, { ref: false })]));
  });
  port.on("message", (message: ToStoreThread) => {
    // The table has a handler for each type, of exactly that message.
    void (handlers[message.type] as (message: ToStoreThread) => unknown)(message);
  });
}

/** How long the batch at hand may take after a crash; what is not settled then comes again. */
const FINISH_MS = 5000;
/** Longer than any question may take. */
const END_MS = 60_000;

/**
 * Calls back once on an error that nobody caught, and lets the thread end by itself when nothing is under way any more.
 * To end it at once would end the whole process: the engine cannot be torn down in the middle of a question.
 */
function endInOrder(onCrash: (error: unknown) => void): void {
  let crashed = false;
  process.on("uncaughtException", (error) => {
    if (crashed) return;
    crashed = true;
    setTimeout(() => process.exit(1), END_MS).unref();
    onCrash(error);
  });
}

interface Parts {
  readonly store: Store;
  readonly migrations: readonly Migration[];
  readonly source: ReadingLog;
}

/** Opens everything, or leaves nothing open. */
async function openParts({ config, log, pressure }: StoreThreadData): Promise<Parts> {
  const store = await openStore(config, pressure === null ? undefined : giveWayTo(pressure, config));
  try {
    const migrations = await whenFree(() => store.migrate());
    const source =
      log === null ? await sharedLog(config) : { reader: createPortReader(log), close: async () => {} };
    return { store, migrations, source };
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
}

interface ReadingLog {
  readonly reader: LogReader;
  close(): Promise<void>;
}

async function sharedLog(config: StoreThreadData["config"]): Promise<ReadingLog> {
  const { log } = await openLog(config);
  return { reader: await log.reader(), close: () => log.close() };
}

async function call(store: Store, method: StoreMethod, args: readonly unknown[]): Promise<unknown> {
  if (method === "replay") return replayQuarantine(store, String(args[0]));
  // The client calls with the arguments of the method: both sides are compiled against Store.
  return (store[method] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
}
