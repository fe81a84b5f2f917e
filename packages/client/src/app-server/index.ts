export {
  AppServerClient,
  type ClientOptions,
  type InitializeParams,
  type RequestOptions,
} from "./app-server-client.js";
export {
  AppServerError,
  type AppServerErrorCode,
  type AppServerErrorDetails,
  isAppServerError,
  type RemoteError,
} from "./app-server-error.js";
export { connectAppServer } from "./connect-app-server.js";
export type { Ending } from "./connection.js";
export type { Patience } from "./end-child.js";
export type { RequestId } from "./message.js";
export type { Methods, ParamsOf, ResultOf } from "./methods.js";
export type { Notification, NotificationOptions, NotificationStream } from "./notification-stream.js";
export type { CommandExecResult } from "./results/command-exec-result.js";
export type { InitializeResult } from "./results/initialize-result.js";
export type { OpenedThread } from "./results/opened-thread.js";
export type { TurnStartResult } from "./results/turn-start-result.js";
export type {
  OtherRequestHandler,
  RequestContext,
  ServerRequestHandlers,
  ServerRequests,
} from "./server-requests.js";
export { type SpawnOptions, spawnAppServer } from "./spawn-app-server.js";
export type { StreamPair, Transport } from "./transport.js";
