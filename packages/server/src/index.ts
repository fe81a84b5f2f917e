export type { EventsQuery, ReadSource, StatsQuery } from "./api/read-source.js";
export type {
  DropAnswer,
  EventRecord,
  EventsAnswer,
  QuarantineAnswer,
  QuarantineEntriesAnswer,
  QuarantineGroup,
  ReplayAnswer,
  StatsAnswer,
} from "./api/wire.js";
export { ConfigError } from "./config/config-error.js";
export { type CompleteConfig, defaultConfig } from "./config/defaults.js";
export { type ConfigOption, configOptions, type OptionKind } from "./config/options.js";
export { type ConfigSources, readConfig } from "./config/read-config.js";
export { EventKeysError, eventKeysOf, expandEventKeys } from "./delivery/event-keys.js";
export type { BodyFault, BodyFaultCode } from "./judge/body-fault.js";
export {
  type EventFinding,
  type JudgeLimits,
  judgeBody,
  judgeRequest,
  type RequestJudgement,
  standardJudgeLimits,
  type Verdict,
} from "./judge/judge-request.js";
export type {
  DeliveredEntry,
  Log,
  LogBatch,
  LogEntry,
  LogLag,
  LogReader,
  ReadLimits,
  ReceiptMeta,
} from "./log/log.js";
export { LogError, type LogErrorCode } from "./log/log-error.js";
export { growHeap } from "./serve/grow-heap.js";
export {
  type Folder,
  type FolderAnswer,
  FolderError,
  type FolderRequest,
  openFolder,
} from "./serve/open-folder.js";
export { type RunFile, readRunFile } from "./serve/run-file.js";
export type { Server, ServerOptions } from "./serve/server.js";
export { startServer } from "./serve/start-server.js";
export { startWorker, type WorkerProcess, type WorkerProcessOptions } from "./serve/start-worker.js";
export type {
  ExportFormat,
  ExportQuery,
  JudgedEntry,
  JudgedEvent,
  Migration,
  ObservedName,
  QueryLimits,
  QueryResult,
  RetentionPolicy,
  Store,
  StoreResult,
} from "./store/store.js";
export { StoreError, type StoreErrorCode, storeErrorCode } from "./store/store-error.js";
