import type { MessagePort } from "node:worker_threads";
import type { CompleteConfig } from "../config/defaults.js";
import type { Pressure } from "../log/sqlite/sqlite-log.js";
import type { Migration, Store } from "../store/store.js";
import type { BatchReport } from "../worker/worker.js";

/* What the thread of the store and the others say to each other. */

/** What the thread is started with. */
export interface StoreThreadData {
  readonly config: CompleteConfig;
  /** To the thread of an embedded log; null when the thread opens a shared log by itself. */
  readonly log: MessagePort | null;
  /** Of an embedded log. */
  readonly pressure: Pressure | null;
}

/** Methods that answer once. */
export type StoreMethod = Exclude<keyof Store, "description" | "export" | "migrate" | "close"> | "replay";

export type ToStoreThread =
  | {
      readonly type: "call";
      readonly id: number;
      readonly method: StoreMethod;
      readonly args: readonly unknown[];
    }
  /** Starts an export; each `next` asks for a piece. */
  | { readonly type: "export"; readonly id: number; readonly query: Parameters<Store["export"]>[0] }
  | { readonly type: "next"; readonly id: number }
  | { readonly type: "end"; readonly id: number }
  /** Finish the batch at hand, close the store and end. */
  | { readonly type: "stop" };

/** An error on its way between threads, where classes and codes are lost. */
export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
}

export type FromStoreThread =
  | { readonly type: "ready"; readonly description: string; readonly migrations: readonly Migration[] }
  | { readonly type: "refused"; readonly error: ThrownError }
  | { readonly type: "result"; readonly id: number; readonly value: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: ThrownError }
  /** A piece of an export; null at its end. */
  | { readonly type: "piece"; readonly id: number; readonly piece: Uint8Array | null }
  | { readonly type: "batch"; readonly report: BatchReport }
  | { readonly type: "failure"; readonly error: ThrownError; readonly retryInMs: number }
  /** An error that nobody caught: nothing is answered any more, and the thread ends once it safely can. */
  | { readonly type: "crashed"; readonly error: ThrownError }
  | { readonly type: "stopped" };

/** An error in a form that comes through between threads: its name, message and code. */
export function thrownError(error: unknown): ThrownError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), code: undefined };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { name: error.name, message: error.message, code };
}

/** The error again, to be recognised by its name and code. */
export function errorFrom({ name, message, code }: ThrownError): Error {
  return Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code }) });
}
