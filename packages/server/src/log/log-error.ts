/**
 * `full`: no space is left, and `unavailable`: nobody answers; both are worth trying again. `too_large`: the entry never
 * fits. `broken`: what was written may be lost, so nothing more is until a restart. `locked`: another process has the log.
 */
export type LogErrorCode = "full" | "unavailable" | "too_large" | "broken" | "locked" | "closed";

const MESSAGES: Readonly<Record<LogErrorCode, string>> = {
  full: "the log cannot grow: its disk is full; free some space",
  unavailable: "the log does not answer",
  too_large: "the request is larger than an entry of the log can be",
  broken: "the log cannot be written any more: look at its disk, then start the server again",
  locked: "another process has the log open: stop it, or choose another folder",
  closed: "the log is closed",
};

/** An entry that is not durable, or a log that cannot be opened. Recognise it by its name. */
export class LogError extends Error {
  override readonly name = "LogError";
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, message = MESSAGES[code], options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
