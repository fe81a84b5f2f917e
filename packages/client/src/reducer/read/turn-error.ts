import type { TurnError } from "@codex-contracts/protocol/analytics";
import { isRecord } from "./is-record.js";
import { countOr } from "./numbers.js";

type ErrorWord = Extract<TurnError, string>;

/** The words of the event; the type keeps the list whole. */
const WORDS: { readonly [W in ErrorWord]: true } = {
  contextWindowExceeded: true,
  usageLimitExceeded: true,
  serverOverloaded: true,
  cyberPolicy: true,
  internalServerError: true,
  unauthorized: true,
  badRequest: true,
  threadRollbackFailed: true,
  sandboxError: true,
  other: true,
};

const HTTP_CLASSES = [
  "httpConnectionFailed",
  "responseStreamConnectionFailed",
  "responseStreamDisconnected",
  "responseTooManyFailedAttempts",
] as const;

const NONE = { error: null, unknown: false } as const;
const OTHER = { error: "other", unknown: true } as const;

/** The class of an error as the event says it; a class that the event has no word for is `other`. */
export function turnError(info: unknown): { readonly error: TurnError | null; readonly unknown: boolean } {
  if (info === undefined || info === null) return NONE;
  if (typeof info === "string") return isWord(info) ? { error: info, unknown: false } : OTHER;
  const error = isRecord(info) ? withDetails(info) : undefined;
  return error === undefined ? OTHER : { error, unknown: false };
}

function isWord(text: string): text is ErrorWord {
  return Object.hasOwn(WORDS, text);
}

function withDetails(info: Readonly<Record<string, unknown>>): TurnError | undefined {
  for (const name of HTTP_CLASSES) {
    const detail = info[name];
    if (isRecord(detail)) return { [name]: { httpStatusCode: httpStatus(detail["httpStatusCode"]) } };
  }
  const kind = isRecord(info["activeTurnNotSteerable"])
    ? info["activeTurnNotSteerable"]["turnKind"]
    : undefined;
  return kind === "review" || kind === "compact" ? { activeTurnNotSteerable: { turnKind: kind } } : undefined;
}

function httpStatus(value: unknown): number | null {
  const status = countOr(value, null);
  return status !== null && status <= 65_535 ? status : null;
}
