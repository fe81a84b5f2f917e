import type { DuckDbStoreOptions } from "../duckdb/duckdb-store.js";
import type { Store } from "../store.js";

/** Options that can go to another thread. */
export type ThreadOptions = Omit<DuckDbStoreOptions, "now">;

/** Calls that are answered once. `ingest` takes entries of the log; the export is asked for piece by piece. */
export type CallName =
  | Exclude<keyof Store, "description" | "export">
  | "ingest"
  | "open export"
  | "next piece"
  | "end export";

export interface Call {
  readonly id: number;
  readonly name: CallName;
  readonly parameters: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: string; readonly message: string };
