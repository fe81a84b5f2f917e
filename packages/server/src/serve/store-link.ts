import { type MessagePort, Worker } from "node:worker_threads";
import type { CompleteConfig } from "../config/defaults.js";
import { deferred } from "../deferred.js";
import type { Pressure } from "../log/sqlite/sqlite-log.js";
import type { Migration, Store } from "../store/store.js";
import { StoreError } from "../store/store-error.js";
import type { BatchReport } from "../worker/worker.js";
import {
  errorFrom,
  type FromStoreThread,
  type StoreMethod,
  type StoreThreadData,
  type ThrownError,
  type ToStoreThread,
} from "./store-messages.js";

/** One life of the thread of the worker and the store. */
export interface StoreLink {
  readonly description: string;
  /** What was changed in the database when it was opened. */
  readonly migrations: readonly Migration[];
  /** What the method of the store gives. Rejects with a StoreError `unavailable` when the thread ends before. */
  call(method: StoreMethod, args: readonly unknown[]): Promise<unknown>;
  export(query: Parameters<Store["export"]>[0]): AsyncIterable<Uint8Array>;
  /** Finishes the batch at hand, closes the store and ends. */
  stop(): void;
  /** Why it has ended by itself, null when it was stopped. By then everything that it had open is free again. */
  readonly ended: Promise<Error | null>;
}

export interface StoreLinkOptions {
  readonly config: CompleteConfig;
  /** To the thread of an embedded log; null when the thread opens a shared log by itself. */
  readonly log: MessagePort | null;
  /** Of an embedded log. */
  readonly pressure: Pressure | null;
  /** What runs in the thread. */
  readonly script: URL;
  readonly onBatch: (report: BatchReport) => void;
  /** A batch could not be stored; it is tried again. */
  readonly onFailure: (error: ThrownError, retryInMs: number) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the thread. Throws what opening the store throws, once the thread has ended. */
export async function openStoreLink(options: StoreLinkOptions): Promise<StoreLink> {
  const { config, log, pressure, script, onBatch, onFailure } = options;
  const workerData: StoreThreadData = { config, log, pressure };
  const thread = new Worker(script, {
    workerData,
    transferList: log === null ? [] : [log],
    // Judging makes many short-lived objects: with room for them they are never copied.
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  });
  const tell = (message: ToStoreThread) => thread.postMessage(message);
  const calls = new Map<number, Waiting>();
  let lastId = 0;
  let isOver = false;
  let wasStopped = false;
  let cause: Error | undefined;
  const opened = deferred<{ readonly description: string; readonly migrations: readonly Migration[] }>();
  const ended = deferred<Error | null>();

  const settle = (id: number) => {
    const waiting = calls.get(id);
    calls.delete(id);
    return waiting;
  };
  const refuseAll = () => {
    isOver = true;
    for (const { reject } of calls.values()) reject(noAnswer());
    calls.clear();
  };
  const handlers: {
    readonly [T in FromStoreThread["type"]]: (message: Extract<FromStoreThread, { type: T }>) => void;
  } = {
    ready: (message) => opened.resolve(message),
    refused({ error }) {
      cause = errorFrom(error);
      // What it had open is closed; a connection that is half open must not keep it.
      void thread.terminate();
    },
    result: ({ id, value }) => settle(id)?.resolve(value),
    piece: ({ id, piece }) => settle(id)?.resolve(piece),
    error: ({ id, error }) => settle(id)?.reject(errorFrom(error)),
    batch: ({ report }) => onBatch(report),
    failure: ({ error, retryInMs }) => onFailure(error, retryInMs),
    crashed({ error }) {
      cause = errorFrom(error);
      refuseAll();
    },
    stopped() {
      wasStopped = true;
    },
  };
  thread.on("message", (message: FromStoreThread) => {
    // The table has a handler for each type, of exactly that message.
    (handlers[message.type] as (message: FromStoreThread) => void)(message);
  });
  thread.on("error", (error) => {
    cause ??= error instanceof Error ? error : new Error(String(error));
  });
  // Comes after the error, when the files of the thread are closed: they can be opened again from here on.
  thread.on("exit", () => {
    refuseAll();
    const error = cause ?? new Error("the thread of the store has ended");
    opened.reject(error);
    ended.resolve(wasStopped ? null : error);
  });
  const { description, migrations } = await opened.promise;

  const ask = (message: (id: number) => ToStoreThread, id = ++lastId): Promise<unknown> => {
    if (isOver) return Promise.reject(noAnswer());
    return new Promise((resolve, reject) => {
      calls.set(id, { resolve, reject });
      tell(message(id));
    });
  };
  return {
    description,
    migrations,
    call: (method, args) => ask((id) => ({ type: "call", id, method, args })),
    async *export(query) {
      const export_ = ++lastId;
      tell({ type: "export", id: export_, query });
      try {
        for (;;) {
          const piece = await ask((id) => ({ type: "next", id }), export_);
          if (!(piece instanceof Uint8Array)) return;
          yield piece;
        }
      } finally {
        tell({ type: "end", id: export_ });
      }
    },
    stop: () => tell({ type: "stop" }),
    ended: ended.promise,
  };
}

function noAnswer(): StoreError {
  return new StoreError("unavailable", "the store has ended before it could answer, and starts again");
}
