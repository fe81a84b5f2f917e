import type { CompleteConfig } from "../config/defaults.js";
import type { RequestJudgement } from "../judge/judge-request.js";
import type { Migration } from "../store/store.js";

/** What can be put in the place of the usual parts. */
export interface ServerOptions {
  /** Where the server writes about itself, lines of JSON; nowhere unless told. */
  readonly logTo?: { write(line: string): void };
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** Judges the body of a request. */
  readonly judge?: (body: Buffer) => RequestJudgement;
}

/** A running server. */
export interface Server {
  /** Base URL by which it is reached from this machine. */
  readonly url: string;
  readonly config: CompleteConfig;
  /** Log and store in words, without credentials. */
  readonly description: string;
  /** What an operator should know: about credentials, durability and the like. */
  readonly notes: readonly string[];
  /** What was changed in the store so that it fits the contracts. */
  readonly migrations: readonly Migration[];
  /** Resolves once everything that was received is stored, or after `ms`; says which. */
  drained(ms: number): Promise<boolean>;
  /** Takes no more requests, finishes those under way, lets the log drain for `shutdown_ms`, and closes everything. */
  close(): Promise<void>;
}
