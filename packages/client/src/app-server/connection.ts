import { setTimeout as delay } from "node:timers/promises";
import { AppServerError, forRequest } from "./app-server-error.js";
import { type Message, type RequestId, readMessage } from "./message.js";
import { type NotificationOptions, NotificationStream } from "./notification-stream.js";
import { PendingRequests, type WaitOptions } from "./pending-requests.js";
import { type Line, splitLines } from "./split-lines.js";
import type { Transport } from "./transport.js";

export interface IncomingRequest {
  readonly id: RequestId;
  readonly method: string;
  readonly params: unknown;
  /** Aborts when the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/** The answer to a request of the server, as it goes on the wire. */
export type Answer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } };

export interface ConnectionOptions {
  /** Answers a request of the server; it never rejects. */
  readonly answer: (request: IncomingRequest) => Promise<Answer>;
  /** Told of what concerns no caller: stray answers, lines that were skipped. */
  readonly report: (problem: AppServerError) => void;
  readonly maxLineBytes: number;
  readonly malformedLines: "fail" | "skip";
}

/** How a connection ended; no error when the client closed it. */
export interface Ending {
  readonly error: AppServerError | undefined;
}

/** How long the last words of a server that has ended, or the news that it has, may take. */
const LAST_WORDS_MS = 500;

/** JSON-RPC as Codex speaks it over two streams: one message a line, without `jsonrpc`. Knows no method. */
export class Connection {
  readonly closed: Promise<Ending>;
  readonly #transport: Transport;
  readonly #options: ConnectionOptions;
  readonly #pending = new PendingRequests();
  readonly #streams = new Set<NotificationStream>();
  readonly #asked = new Map<RequestId, AbortController>();
  readonly #resolveClosed: (ending: Ending) => void;
  #ended: AppServerError | undefined;
  #paused = false;
  #lines = 0;

  constructor(transport: Transport, options: ConnectionOptions) {
    this.#transport = transport;
    this.#options = options;
    let resolveClosed: (ending: Ending) => void = () => {};
    this.closed = new Promise((resolve) => {
      resolveClosed = resolve;
    });
    this.#resolveClosed = resolveClosed;
    transport.writable.on(
      "error",
      (cause) => void this.#broken(new AppServerError("WRITE_FAILED", { cause })),
    );
    void transport.ended?.then((error) => void this.#afterLastWords(error));
    void this.#read();
  }

  async request(method: string, params: unknown, options: WaitOptions): Promise<unknown> {
    return this.#pending.wait(method, options, (id) => this.#write(method, { id, method, params }));
  }

  notify(method: string, params: unknown): void {
    this.#write(method, params === undefined ? { method } : { method, params });
  }

  notifications(options: NotificationOptions): NotificationStream {
    const stream = new NotificationStream(options, { onDone: (done) => this.#streams.delete(done) });
    if (this.#ended === undefined) this.#streams.add(stream);
    else stream.end(this.#ended.code === "CLOSED" ? undefined : this.#ended);
    return stream;
  }

  /** Ends the conversation and what is behind it. Whatever waits for an answer gets `CLOSED`. */
  async close(): Promise<void> {
    this.#finish(new AppServerError("CLOSED"));
    await this.closed;
  }

  async #read(): Promise<void> {
    try {
      for await (const line of splitLines(this.#transport.readable, this.#options.maxLineBytes)) {
        if (this.#ended !== undefined) continue;
        this.#lines += 1;
        const room = this.#receive(line);
        if (room === undefined) continue;
        this.#paused = true;
        await room;
        this.#paused = false;
      }
      void this.#broken(new AppServerError("SERVER_CLOSED"));
    } catch (cause) {
      void this.#broken(new AppServerError("SERVER_CLOSED", { cause }));
    }
  }

  #receive(line: Line): Promise<unknown> | undefined {
    const message = line.ok ? readMessage(line.text) : undefined;
    if (message !== undefined) return this.#take(message);
    const problem = new AppServerError("MALFORMED_LINE");
    if (this.#options.malformedLines === "fail") this.#finish(problem);
    else this.#options.report(problem);
    return undefined;
  }

  #take(message: Message): Promise<unknown> | undefined {
    if (message.kind === "notification") return this.#deliver(message);
    if (message.kind === "request") {
      void this.#answer(message);
      return undefined;
    }
    const found = this.#pending.settle(message.id, (method) =>
      message.kind === "result"
        ? { result: message.result }
        : { error: new AppServerError("REMOTE", { method, remote: message.error }) },
    );
    if (found === "unknown") {
      const remote = message.kind === "error" ? { remote: message.error } : {};
      this.#options.report(new AppServerError("UNEXPECTED_ANSWER", remote));
    }
    return undefined;
  }

  #deliver({ method, params }: Message & { kind: "notification" }): Promise<unknown> | undefined {
    if (method === "serverRequest/resolved") this.#withdraw(params);
    const waits = [...this.#streams].map((stream) => stream.push({ method, params }));
    return waits.some((wait) => wait !== undefined) ? Promise.all(waits) : undefined;
  }

  async #answer({ id, method, params }: Message & { kind: "request" }): Promise<void> {
    const controller = new AbortController();
    this.#asked.set(id, controller);
    const answer = await this.#options.answer({ id, method, params, signal: controller.signal });
    if (this.#asked.get(id) === controller) this.#asked.delete(id);
    if (controller.signal.aborted || this.#ended !== undefined) return;
    try {
      this.#write(method, { id, ...answer });
    } catch {
      this.#write(method, { id, error: { code: -32603, message: "the answer cannot be written as JSON" } });
    }
  }

  /** The server settled its request in another way: a turn was interrupted, say. */
  #withdraw(params: unknown): void {
    for (const [id, controller] of this.#asked) {
      if (typeof params !== "object" || params === null || !("requestId" in params)) return;
      if (params.requestId === id) controller.abort();
    }
  }

  #write(method: string, message: object): void {
    if (this.#ended !== undefined) throw forRequest(this.#ended, method);
    this.#transport.writable.write(`${toJson(method, message)}\n`);
  }

  /** A stream broke; what is behind it may know better why. */
  async #broken(error: AppServerError): Promise<void> {
    const { ended } = this.#transport;
    const reason = ended && (await Promise.race([ended, delay(LAST_WORDS_MS, undefined, { ref: false })]));
    this.#finish(reason ?? error);
  }

  /** The server is gone, and what it said may still be on its way. */
  async #afterLastWords(error: AppServerError): Promise<void> {
    for (let heard = -1; this.#paused || heard !== this.#lines; ) {
      heard = this.#lines;
      await delay(LAST_WORDS_MS, undefined, { ref: false });
    }
    this.#finish(error);
  }

  #finish(error: AppServerError): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    const failure = error.code === "CLOSED" ? undefined : error;
    this.#pending.failAll(error);
    for (const stream of this.#streams) stream.end(failure);
    this.#streams.clear();
    for (const controller of this.#asked.values()) controller.abort(error);
    void this.#end(failure);
  }

  async #end(error: AppServerError | undefined): Promise<void> {
    await this.#transport.end();
    this.#transport.readable.destroy();
    this.#transport.writable.destroy();
    this.#resolveClosed({ error });
  }
}

function toJson(method: string, message: object): string {
  try {
    return JSON.stringify(message);
  } catch (cause) {
    throw new AppServerError("INVALID_PARAMS", { method, cause });
  }
}
