/* The stores and the worker, to be used without the HTTP server. */
export { type DuckDbStoreOptions, openDuckDbStore } from "./store/duckdb/duckdb-store.js";
export { openPostgresStore, type PostgresStoreOptions } from "./store/postgres/postgres-store.js";
export { PRODUCT_CLIENTS, type ProductClients, productClient } from "./store/product-client.js";
export type {
  ExportFormat,
  ExportQuery,
  JudgedEntry,
  JudgedEvent,
  Migration,
  ObservedName,
  PendingEntry,
  QueryLimits,
  QueryResult,
  RetentionPolicy,
  Store,
  StoreResult,
} from "./store/store.js";
export { StoreError, type StoreErrorCode, storeErrorCode } from "./store/store-error.js";
export { createIngest, type Ingest } from "./worker/ingest.js";
export { replayQuarantine } from "./worker/replay.js";
export { type BatchReport, runWorker, type WorkerOptions } from "./worker/worker.js";
