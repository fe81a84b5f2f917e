import { Worker } from "node:worker_threads";
import type { Totals } from "../../api/wire.js";
import type { DeliveredEntry } from "../../log/log.js";
import type { Ingest } from "../../worker/ingest.js";
import type { ExportQuery, Store } from "../store.js";
import { StoreError, type StoreErrorCode } from "../store-error.js";
import type { Answer, Call, CallName, ThreadOptions } from "./messages.js";

/** A store in a thread of its own, and the way of the log's entries into it. */
export interface StoreThread {
  readonly store: Store;
  /** Judges and stores inside the thread: the calling one only hands the bodies over. */
  readonly ingest: Ingest;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens a DuckDB store in another thread, so that whoever receives requests is never held up by judging, building
 * rows and writing them. The thread ends with `store.close()`; should it end by itself, every call fails as
 * `unavailable`.
 */
export function startStoreThread(options: ThreadOptions): StoreThread {
  const worker = new Worker(new URL("./store-thread.js", import.meta.url), { workerData: options });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let ended = false;

  const end = () => {
    ended = true;
    for (const { reject } of waiting.values()) reject(gone());
    waiting.clear();
  };
  worker.on("exit", end);
  worker.on("error", end);
  worker.on("message", (answer: Answer) => {
    const { resolve, reject } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if (answer.ok) resolve?.(answer.value);
    // The code comes from a StoreError at the other end.
    else reject?.(new StoreError(answer.code as StoreErrorCode, answer.message));
  });

  const call = <T>(name: CallName, ...parameters: readonly unknown[]): Promise<T> => {
    if (ended) return Promise.reject(gone());
    calls += 1;
    const message: Call = { id: calls, name, parameters };
    return new Promise<T>((resolve, reject) => {
      // Answers have the type of the method that the other end has called.
      waiting.set(message.id, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage(message);
    });
  };
  return {
    store: proxy(call, options.folder),
    ingest: (entries) => call<Totals>("ingest", entries.map(compact)),
  };
}

type CallThread = <T>(name: CallName, ...parameters: readonly unknown[]) => Promise<T>;

function proxy(call: CallThread, folder: string): Store {
  return {
    description: `DuckDB in ${folder}`,
    migrate: () => call("migrate"),
    write: (entries) => call("write", entries),
    query: (sql, limits) => call("query", sql, limits),
    events: (query) => call("events", query),
    event: (key) => call("event", key),
    stats: (query) => call("stats", query),
    threads: (limit) => call("threads", limit),
    timeline: (thread) => call("timeline", thread),
    quarantineGroups: () => call("quarantineGroups"),
    quarantineEntries: (fingerprint, limit) => call("quarantineEntries", fingerprint, limit),
    quarantined: (fingerprint, limit, afterKey) => call("quarantined", fingerprint, limit, afterKey),
    release: (entries) => call("release", entries),
    drop: (fingerprint) => call("drop", fingerprint),
    observations: () => call("observations"),
    export: (query) => exportedPieces(call, query),
    retain: (policy) => call("retain", policy),
    backup: (path) => call("backup", path),
    close: () => call("close"),
  };
}

async function* exportedPieces(call: CallThread, query: ExportQuery): AsyncIterable<Uint8Array> {
  const id = await call<number>("open export", query);
  try {
    for (;;) {
      const piece = await call<Uint8Array | null>("next piece", id);
      if (piece === null) return;
      yield piece;
    }
  } finally {
    await call("end export", id);
  }
}

/** A body that is a small part of a large buffer would take all of it along. */
function compact(entry: DeliveredEntry): DeliveredEntry {
  const { body } = entry;
  return body.byteLength === body.buffer.byteLength ? entry : { ...entry, body: Uint8Array.from(body) };
}

function gone(): StoreError {
  return new StoreError("unavailable", "the thread of the store has ended: start the server again");
}
