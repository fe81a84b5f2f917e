/** What the driver is asked to do; it reads it from a file. */
export interface SessionPlan {
  /** Path of the program. */
  readonly binary: string;
  /** Where Codex lives and works; it exists and is empty. */
  readonly folder: string;
  /** The file that the session is written to, a line each. */
  readonly out: string;
}
