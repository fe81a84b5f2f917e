import { checkEventKeys } from "../delivery/event-keys.js";
import type { RequestJudgement } from "../judge/judge-request.js";
import type { Log, LogEntry } from "../log/log.js";
import type { LogErrorCode } from "../log/log-error.js";
import { type Answer, refuse, refuseForNow } from "./answer.js";
import { answerText } from "./answer-text.js";
import { decodeBody, tooLarge } from "./content-encoding.js";
import { readDelivery } from "./delivery-headers.js";
import type { RecentKeys } from "./recent-keys.js";

/** A request as far as it matters here. */
export interface Delivered {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Name of the token that it came with; null without tokens. */
  readonly token: string | null;
}

/** A request that is durable, and what was found about it. */
export interface Received {
  readonly entry: LogEntry;
  readonly judged: RequestJudgement & { readonly ok: true };
  readonly duplicates: number;
}

export interface ReceiverParts {
  readonly log: Pick<Log, "append" | "maxEntryBytes">;
  readonly judge: (body: Buffer) => RequestJudgement;
  readonly recent: RecentKeys;
  readonly maxBodyBytes: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Makes the key of an entry that came without one. */
  readonly makeKey: () => string;
  /** Is told of each request that is durable, before it is answered. */
  readonly onReceived: (received: Received) => void;
  /** Is told why an entry could not be made durable. */
  readonly onLogError: (error: unknown) => void;
  /** Is told of the losses that a sender reports. */
  readonly onDrops: (header: string) => void;
}

export type Receive = (delivered: Delivered) => Promise<Answer>;

/** Takes track-events requests: decode, judge, make durable, answer. Never throws: whatever happens is an answer. */
export function createReceiver(parts: ReceiverParts): Receive {
  const { log, judge, recent, now, makeKey, onReceived, onLogError, onDrops } = parts;
  const maxBodyBytes = Math.min(parts.maxBodyBytes, log.maxEntryBytes ?? Number.POSITIVE_INFINITY);

  return async ({ headers, body, token }) => {
    const delivery = readDelivery(headers);
    if ("status" in delivery) return delivery;
    const encoding = headers["content-encoding"];
    const decoded = encoding === undefined ? body : await decodeBody(body, String(encoding), maxBodyBytes);
    if (!Buffer.isBuffer(decoded)) return decoded;
    if (decoded.length > maxBodyBytes) return tooLarge(maxBodyBytes);

    const judged = judge(decoded);
    if (!judged.ok) return refuse(400, { error: "the request is malformed", issues: [judged.fault] });
    const { idempotencyKey, eventKeys, drops } = delivery;
    if (eventKeys !== null) {
      try {
        checkEventKeys(eventKeys, judged.events.length);
      } catch (error) {
        return refuse(400, { error: `the event keys cannot be used: ${messageOf(error)}` });
      }
    }
    const meta = {
      token,
      user_agent: shortTextOf(headers["user-agent"]),
      originator: shortTextOf(headers["originator"]),
      event_keys: eventKeys,
    };
    const entry: LogEntry = { key: idempotencyKey ?? makeKey(), receivedAt: now(), meta, body: decoded };
    try {
      await log.append(entry);
    } catch (error) {
      onLogError(error);
      return refuseByLog(error, maxBodyBytes);
    }
    // Only what is durable counts as received before.
    const duplicates = idempotencyKey !== null && recent.has(idempotencyKey) ? judged.events.length : 0;
    if (idempotencyKey !== null) recent.add(idempotencyKey);
    if (drops !== null) onDrops(drops);
    onReceived({ entry, judged, duplicates });
    return { status: 200, text: answerText(judged, duplicates) };
  };
}

const refusals: { readonly [C in LogErrorCode]: (maxBytes: number) => Answer } = {
  full: () => refuseForNow("the server has no space left", 30),
  unavailable: () => refuseForNow("the log of the server does not answer", 5),
  too_large: tooLarge,
  broken: () => refuseForNow("the log of the server is broken and has to be looked after", 60),
  locked: () => refuseForNow("the log of the server is in use", 5),
  closed: () => refuseForNow("the server is stopping", 1),
};

function refuseByLog(error: unknown, maxBytes: number): Answer {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const known = Object.entries(refusals).find(([name]) => name === code);
  return known === undefined ? refusals.unavailable(maxBytes) : known[1](maxBytes);
}

const MAX_HEADER = 256;

function shortTextOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value.slice(0, MAX_HEADER) : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "they are malformed";
}
