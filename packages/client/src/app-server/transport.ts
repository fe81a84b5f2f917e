import type { Readable, Writable } from "node:stream";
import type { AppServerError } from "./app-server-error.js";

/** The two ends of a conversation with an app-server. */
export interface StreamPair {
  /** What the server says. */
  readonly readable: Readable;
  /** What the server hears. */
  readonly writable: Writable;
}

/** Streams together with whatever is behind them. */
export interface Transport extends StreamPair {
  /** Process id of the server, when there is a process. */
  readonly pid: number | undefined;
  /** Resolves when what is behind the streams is gone, with how it went; it never rejects. */
  readonly ended: Promise<AppServerError> | undefined;
  /** Ends what is behind the streams, within a bounded time; it never rejects. */
  end(): Promise<void>;
}
