import { type MessagePort, Worker } from "node:worker_threads";
import type { CompleteConfig } from "../config/defaults.js";
import { deferred } from "../deferred.js";
import type { Migration, Store } from "../store/store.js";
import type { replayQuarantine } from "../worker/replay.js";
import type { BatchReport } from "../worker/worker.js";
import {
  errorFrom,
  type FromStoreThread,
  type StoreMethod,
  type StoreThreadData,
  type ThrownError,
  type ToStoreThread,
} from "./store-messages.js";

/** The store as other threads see it. */
export interface StoreClient extends Omit<Store, "write" | "migrate" | "quarantined" | "release"> {
  /** What was changed in the database at the start. */
  readonly migrations: readonly Migration[];
  replay(fingerprint: string): ReturnType<typeof replayQuarantine>;
  /** Why the store does not keep up; null while it does. */
  readonly failure: string | null;
}

export interface StoreClientOptions {
  readonly config: CompleteConfig;
  /** To the thread of an embedded log. */
  readonly log: MessagePort | null;
  readonly onBatch: (report: BatchReport) => void;
  readonly onFailure: (error: ThrownError, retryInMs: number) => void;
  /** The thread has ended by itself. */
  readonly onCrash: (error: Error) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the thread of the worker and the store. Throws what opening the store throws. */
export async function startStore(options: StoreClientOptions): Promise<StoreClient> {
  const { config, log, onBatch, onFailure, onCrash } = options;
  const workerData: StoreThreadData = { config, log };
  const thread = new Worker(new URL("./store-thread.js", import.meta.url), {
    workerData,
    transferList: log === null ? [] : [log],
    // Judging makes many short-lived objects: with room for them they are never copied.
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  });
  const tell = (message: ToStoreThread) => thread.postMessage(message);
  const calls = new Map<number, Waiting>();
  let lastId = 0;
  let failure: string | null = null;
  let stopping = false;
  const opened = deferred<{ readonly description: string; readonly migrations: readonly Migration[] }>();
  const ended = deferred<void>();

  const end = (error: Error) => {
    for (const { reject } of calls.values()) reject(error);
    calls.clear();
    opened.reject(error);
    ended.resolve();
    if (stopping) return;
    stopping = true;
    failure = error.message;
    onCrash(error);
  };
  const settle = (id: number) => {
    const waiting = calls.get(id);
    calls.delete(id);
    return waiting;
  };
  const handlers: {
    readonly [T in FromStoreThread["type"]]: (message: Extract<FromStoreThread, { type: T }>) => void;
  } = {
    ready: (message) => opened.resolve(message),
    refused({ error }) {
      stopping = true;
      opened.reject(errorFrom(error));
    },
    result: ({ id, value }) => settle(id)?.resolve(value),
    piece: ({ id, piece }) => settle(id)?.resolve(piece),
    error: ({ id, error }) => settle(id)?.reject(errorFrom(error)),
    batch({ report }) {
      failure = null;
      onBatch(report);
    },
    failure({ error, retryInMs }) {
      failure = error.message;
      onFailure(error, retryInMs);
    },
    stopped() {
      stopping = true;
    },
  };
  thread.on("message", (message: FromStoreThread) => {
    // The table has a handler for each type, of exactly that message.
    (handlers[message.type] as (message: FromStoreThread) => void)(message);
  });
  thread.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  thread.on("exit", () => end(new Error("the thread of the store has ended")));
  const { description, migrations } = await opened.promise;

  const ask = <T>(message: (id: number) => ToStoreThread): Promise<T> => {
    const id = ++lastId;
    return new Promise<T>((resolve, reject) => {
      // The thread answers with what the method gives: both sides are compiled against Store.
      calls.set(id, { resolve: resolve as (value: unknown) => void, reject });
      tell(message(id));
    });
  };
  const call =
    <A extends readonly unknown[], T>(method: StoreMethod) =>
    (...args: A) =>
      ask<T>((id) => ({ type: "call", id, method, args }));
  const method = <M extends StoreMethod & keyof StoreClient>(name: M): StoreClient[M] =>
    // A function with the parameters and the result of the method, by way of the thread.
    call(name) as unknown as StoreClient[M];

  return {
    description,
    migrations,
    get failure() {
      return failure;
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
      const id = ++lastId;
      tell({ type: "export", id, query });
      try {
        for (;;) {
          const piece = await new Promise<unknown>((resolve, reject) => {
            calls.set(id, { resolve, reject });
            tell({ type: "next", id });
          });
          if (!(piece instanceof Uint8Array)) return;
          yield piece;
        }
      } finally {
        tell({ type: "end", id });
      }
    },
    async close() {
      if (stopping) return;
      stopping = true;
      tell({ type: "stop" });
      await ended.promise;
    },
  };
}
