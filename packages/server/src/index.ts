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
