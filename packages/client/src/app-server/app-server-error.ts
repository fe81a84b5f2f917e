import { formatIssue, type Issue } from "@codex-contracts/protocol";

/** What went wrong, one word each; the table says when. */
const meanings = {
  SPAWN_FAILED: "the app-server could not be started",
  CHILD_EXITED: "the app-server exited",
  SERVER_CLOSED: "the app-server closed its output",
  WRITE_FAILED: "the app-server no longer reads its input",
  MALFORMED_LINE: "the app-server sent a line that is not a JSON-RPC message",
  CLOSED: "the client is closed",
  TIMEOUT: "no answer in time",
  ABORTED: "aborted by the caller",
  INVALID_PARAMS: "the parameters break their contract; nothing was sent",
  INVALID_RESULT: "the answer breaks its contract",
  REMOTE: "the app-server answered with an error",
  OVERFLOW: "the queue of notifications is full",
  INVALID_REQUEST: "the app-server sent a request that breaks its contract",
  HANDLER_FAILED: "the handler of a server request failed",
  UNEXPECTED_ANSWER: "the app-server answered a request that was never sent",
} as const;

export type AppServerErrorCode = keyof typeof meanings;

/** The error member of a JSON-RPC answer, as the server wrote it. */
export interface RemoteError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

export interface AppServerErrorDetails {
  /** Method of the request that failed. */
  readonly method?: string | undefined;
  /** Where parameters or a result break their contract. */
  readonly issues?: readonly Issue[];
  readonly remote?: RemoteError;
  /** Exit code of the server; null when a signal ended it. */
  readonly exitCode?: number | null;
  readonly signal?: NodeJS.Signals | null;
  readonly cause?: unknown;
}

/**
 * Every failure of the client, told apart by `code`. The message names methods, places and rules, never values:
 * what the server said is in `remote`. Recognise it by its name, as two copies of the package may be loaded.
 */
export class AppServerError extends Error {
  override readonly name = "AppServerError";
  readonly code: AppServerErrorCode;
  readonly method: string | undefined;
  readonly issues: readonly Issue[];
  readonly remote: RemoteError | undefined;
  readonly exitCode: number | null | undefined;
  readonly signal: NodeJS.Signals | null | undefined;

  constructor(code: AppServerErrorCode, details: AppServerErrorDetails = {}) {
    super(
      describe(code, details),
      "cause" in details && details.cause !== undefined ? { cause: details.cause } : {},
    );
    this.code = code;
    this.method = details.method;
    this.issues = details.issues ?? [];
    this.remote = details.remote;
    this.exitCode = details.exitCode;
    this.signal = details.signal;
  }
}

/** Whether an error is an {@link AppServerError}, of this or another copy of the package. */
export function isAppServerError(error: unknown): error is AppServerError {
  return error instanceof Error && error.name === "AppServerError" && "code" in error;
}

/** The same failure, told to the caller of one request. */
export function forRequest(error: AppServerError, method: string): AppServerError {
  const { code, issues, remote, exitCode, signal } = error;
  const known = {
    ...(remote && { remote }),
    ...(exitCode !== undefined && { exitCode, signal: signal ?? null }),
  };
  return new AppServerError(code, { method, issues, cause: error, ...known });
}

function describe(code: AppServerErrorCode, details: AppServerErrorDetails): string {
  const { method, issues, remote, exitCode, signal } = details;
  const notes = [
    exitCode === undefined ? undefined : exitCode === null ? `signal ${signal}` : `code ${exitCode}`,
    remote && `code ${remote.code}`,
    issues?.[0] && `first issue at ${formatIssue(issues[0])}`,
  ].filter((note) => note !== undefined);
  const what = notes.length === 0 ? meanings[code] : `${meanings[code]} (${notes.join(", ")})`;
  return method === undefined ? what : `${method}: ${what}`;
}
