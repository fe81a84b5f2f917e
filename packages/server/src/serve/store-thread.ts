/**
 * The thread of the worker and the store: it drains the log, and answers questions. What it computes holds up no
 * request.
 */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { LogReader } from "../log/log.js";
import { createPortReader } from "../log/sqlite/port-reader.js";
import type { Store } from "../store/store.js";
import { createIngest } from "../worker/ingest.js";
import { replayQuarantine } from "../worker/replay.js";
import { runWorker } from "../worker/worker.js";
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

if (parentPort !== null) {
  lowerPriority();
  // Started by startStore only.
  const data = workerData as StoreThreadData;
  await serve(parentPort, data);
}

async function serve(port: MessagePort, { config, log }: StoreThreadData): Promise<void> {
  const tell = (message: FromStoreThread) => port.postMessage(message);
  let store: Store;
  let source: ReadingLog;
  try {
    store = await openStore(config);
    const migrations = await store.migrate();
    source =
      log === null ? await sharedLog(config) : { reader: createPortReader(log), close: async () => {} };
    tell({ type: "ready", description: store.description, migrations });
  } catch (error) {
    tell({ type: "refused", error: thrownError(error) });
    port.close();
    return;
  }

  const stop = new AbortController();
  const worker = runWorker({
    reader: source.reader,
    ingest: createIngest(store),
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
      stop.abort();
      await worker;
      await source.reader.close();
      await source.close();
      await store.close();
      tell({ type: "stopped" });
      port.close();
    },
  };
  port.on("message", (message: ToStoreThread) => {
    // The table has a handler for each type, of exactly that message.
    void (handlers[message.type] as (message: ToStoreThread) => unknown)(message);
  });
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
