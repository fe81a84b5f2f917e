export { type AnalyticsClient, createAnalyticsClient } from "./analytics-client.js";
export type { AnalyticsClientOptions, ClientParts } from "./client-options.js";
export type { ClientStats } from "./client-stats.js";
export type { ConsentQuestion } from "./consent/consent.js";
export { type Environment, isOffByEnvironment } from "./consent/environment.js";
export { type Clock, systemClock } from "./delivery/clock.js";
export type { DeliveryOptions } from "./delivery/delivery-settings.js";
export type { DeliveryCounts, DeliveryStats, FlushResult, RequestCounts } from "./delivery/delivery-stats.js";
export { type EventKey, formatEventKeys } from "./delivery/event-key.js";
export { type DropReason, dropReasons, type OnDrop } from "./delivery/losses.js";
export type { Explains, InvalidEvent } from "./delivery/outlet.js";
export type { Circuit } from "./delivery/pace.js";
export type { Limits, QueuedEvent } from "./delivery/queued-event.js";
export { nodeSpoolFiles, type SpoolFiles } from "./delivery/spool/spool-files.js";
export type { SpoolOptions } from "./delivery/spool/spool-options.js";
export type { Fact, FactName, FactOf } from "./facts/fact.js";
export type { PrivacyOptions } from "./privacy/privacy-options.js";
export {
  hookRunFact,
  hostRuntime,
  inOrder,
  lookUpSkills,
  startCompaction,
  startTurnGit,
  subagentStarted,
  trackGuardianReview,
  trackingContext,
  transportWord,
  turnTokenUsage,
} from "./producers/index.js";
export type { CacheLimits, CacheName, ReducerOptions, Warning } from "./reducer/index.js";
export {
  type ChatGptHeaders,
  type CodexUserAgent,
  chatGptBaseUrl,
  chatGptHeaders,
  codexUserAgent,
} from "./transports/chatgpt-headers.js";
export { type FileTransportFiles, fileTransport } from "./transports/file-transport.js";
export { functionTransport } from "./transports/function-transport.js";
export type { HeaderValues } from "./transports/header-values.js";
export { type HttpTransportOptions, httpTransport } from "./transports/http-transport.js";
export type {
  OutgoingBatch,
  Receipt,
  SendContext,
  SendOnce,
  SendResult,
  Transport,
} from "./transports/transport.js";
export { buildTurnMetadata, parseTurnMetadata, turnMetadataHeaders } from "./turn-metadata/index.js";
