import type { AnalyticsAnswer } from "./pass-through.js";

/** What the driver is asked to do; it reads it from a file. */
export interface SessionPlan {
  /** Path of the program. */
  readonly binary: string;
  /** Where Codex lives and works; it exists and is empty. */
  readonly folder: string;
  /** The file that the session is written to, a line each. */
  readonly out: string;
  /** With our ingestion server as backend: the folder of its data. The backend of the session is its upstream. */
  readonly server?: string;
  /** The file that what came of it is written to. */
  readonly result: string;
}

/** What came of a session beside its recording. */
export interface SessionResult {
  /** What was answered to each request with events, in order. */
  readonly answers: readonly AnalyticsAnswer[];
  /** What the server told of itself when the session was over, by path; undefined without a server. */
  readonly told: Readonly<Record<string, unknown>> | undefined;
}
