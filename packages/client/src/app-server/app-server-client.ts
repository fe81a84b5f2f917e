import { AppServerError, isAppServerError } from "./app-server-error.js";
import { Connection, type Ending } from "./connection.js";
import { isKnownMethod, type Methods, methods, type ParamsOf, type ResultOf } from "./methods.js";
import type { NotificationOptions, NotificationStream } from "./notification-stream.js";
import { type InitializeResult, readInitializeResult } from "./results/initialize-result.js";
import { answerRequest, type OtherRequestHandler, type ServerRequestHandlers } from "./server-requests.js";
import type { Transport } from "./transport.js";

export interface ClientOptions {
  /** Answers to the approvals that Codex asks for. */
  readonly handlers?: ServerRequestHandlers;
  /** Answers to other requests of the server; undefined as an answer means that there is none. */
  readonly otherRequests?: OtherRequestHandler;
  /** Milliseconds that a request waits for its answer; 60,000 when left out. */
  readonly requestTimeoutMs?: number;
  /** Longest line to read, in bytes; 64 MiB when left out. A longer one is a malformed line. */
  readonly maxLineBytes?: number;
  /** `fail` (the default): a line that is no message ends the connection. `skip`: it is reported and passed over. */
  readonly malformedLines?: "fail" | "skip";
  /** Told of failures that concern no caller: handlers that failed, lines that were skipped, stray answers. */
  readonly onProblem?: (problem: AppServerError) => void;
}

export interface RequestOptions {
  /** Milliseconds to wait for the answer; Infinity for no limit. */
  readonly timeoutMs?: number;
  /** Gives up waiting. The server is not told, except by {@link AppServerClient.commandExec}. */
  readonly signal?: AbortSignal;
}

export interface InitializeParams {
  readonly clientInfo: { readonly name: string; readonly version: string; readonly title?: string | null };
  readonly capabilities?: {
    /** Asks for methods and members that Codex calls experimental. */
    readonly experimentalApi?: boolean;
    /** Notifications that the server need not send. */
    readonly optOutNotificationMethods?: readonly string[] | null;
  } | null;
}

/** A conversation with one app-server. Every failure is an {@link AppServerError}. */
export class AppServerClient {
  /** Process id of the app-server; undefined when the client was given streams. */
  readonly pid: number | undefined;
  readonly #connection: Connection;
  readonly #timeoutMs: number;
  #commands = 0;

  constructor(transport: Transport, options: ClientOptions = {}) {
    const report = reporter(options.onProblem);
    const { handlers = {}, otherRequests } = options;
    this.pid = transport.pid;
    this.#timeoutMs = options.requestTimeoutMs ?? 60_000;
    this.#connection = new Connection(transport, {
      answer: (request) => answerRequest(request, { handlers, otherRequests, report }),
      report,
      maxLineBytes: options.maxLineBytes ?? 64 * 1024 * 1024,
      malformedLines: options.malformedLines ?? "fail",
    });
  }

  /** Resolves when the conversation is over: with the error that ended it, or none after {@link close}. */
  get closed(): Promise<Ending> {
    return this.#connection.closed;
  }

  /** Introduces the client; to be done once, before any other request. */
  async initialize(params: InitializeParams, options?: RequestOptions): Promise<InitializeResult> {
    const method = "initialize";
    const read = readInitializeResult(await this.requestUnchecked(method, params, options));
    if (!read.ok) throw new AppServerError("INVALID_RESULT", { method, issues: read.issues });
    this.notify("initialized");
    return read.value;
  }

  threadStart(params: ParamsOf<"thread/start">, options?: RequestOptions): Promise<ResultOf<"thread/start">> {
    return this.request("thread/start", params, options);
  }

  threadResume(
    params: ParamsOf<"thread/resume">,
    options?: RequestOptions,
  ): Promise<ResultOf<"thread/resume">> {
    return this.request("thread/resume", params, options);
  }

  threadFork(params: ParamsOf<"thread/fork">, options?: RequestOptions): Promise<ResultOf<"thread/fork">> {
    return this.request("thread/fork", params, options);
  }

  turnStart(params: ParamsOf<"turn/start">, options?: RequestOptions): Promise<ResultOf<"turn/start">> {
    return this.request("turn/start", params, options);
  }

  /**
   * Runs one command. When it is given up, by timeout or signal, the server is told to end the command; for that it gets
   * a `processId` when the parameters hold none.
   */
  async commandExec(
    params: ParamsOf<"command/exec">,
    options?: RequestOptions,
  ): Promise<ResultOf<"command/exec">> {
    this.#commands += 1;
    const processId = params["processId"] ?? `codex-contracts-${this.#commands}`;
    try {
      return await this.request("command/exec", { ...params, processId }, options);
    } catch (error) {
      if (isGivenUp(error)) this.#terminate(processId);
      throw error;
    }
  }

  /** Sends a request. Parameters and result are checked where the method has contracts, at run time too. */
  async request<M extends string>(
    method: M,
    params: ParamsOf<M>,
    options?: RequestOptions,
  ): Promise<ResultOf<M>> {
    if (!isKnownMethod(method)) {
      // Without a contract the result is unknown, which is what ResultOf says.
      return (await this.requestUnchecked(method, params, options)) as ResultOf<M>;
    }
    // M is a known method, for which ResultOf is the result of the table.
    return (await this.#requestKnown(method, params, options)) as ResultOf<M>;
  }

  /** Sends a request as it is and returns the result as it is: for asking a server what it makes of broken messages. */
  requestUnchecked(method: string, params: unknown, options: RequestOptions = {}): Promise<unknown> {
    const { timeoutMs = this.#timeoutMs, signal } = options;
    return this.#connection.request(method, params, { timeoutMs, signal });
  }

  /** Sends a notification. */
  notify(method: string, params?: unknown): void {
    this.#connection.notify(method, params);
  }

  /**
   * The notifications from this moment on. Each call has a queue of its own; without one, notifications are not kept.
   * Ask before the request whose notifications matter.
   */
  notifications(options: NotificationOptions = {}): NotificationStream {
    return this.#connection.notifications(options);
  }

  /** Ends the conversation and the process that was started for it, within seconds. May be called more than once. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #requestKnown<M extends keyof Methods>(
    method: M,
    params: unknown,
    options: RequestOptions | undefined,
  ): Promise<Methods[M]["result"]> {
    const checked = methods[method].params.safeParse(params);
    if (!checked.ok) throw new AppServerError("INVALID_PARAMS", { method, issues: checked.issues });
    const read = methods[method].readResult(await this.requestUnchecked(method, checked.value, options));
    if (!read.ok) throw new AppServerError("INVALID_RESULT", { method, issues: read.issues });
    return read.value;
  }

  #terminate(processId: unknown): void {
    const asked = this.requestUnchecked("command/exec/terminate", { processId }, { timeoutMs: TERMINATE_MS });
    // The caller has left; a command that has ended meanwhile is refused, which is as good.
    asked.catch(() => {});
  }
}

const TERMINATE_MS = 5_000;

function isGivenUp(error: unknown): boolean {
  return isAppServerError(error) && (error.code === "TIMEOUT" || error.code === "ABORTED");
}

/** A reporter that throws must not take the conversation down. */
function reporter(onProblem: ClientOptions["onProblem"]): (problem: AppServerError) => void {
  return (problem) => {
    try {
      onProblem?.(problem);
    } catch {
      // Nobody is left to tell.
    }
  };
}
