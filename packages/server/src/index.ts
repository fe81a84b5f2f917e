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
