import type { Fact } from "../facts/fact.js";
import { ANSWERS } from "./answers.js";
import { ITEM_NOTICES } from "./item-notices.js";
import type { NoticeHandler } from "./notice.js";
import { type Members, members, text } from "./read.js";
import { REVIEW_NOTICES } from "./review-notices.js";
import { makeSession, type WireOptions, type WireSession } from "./session.js";
import { steerErrorClass } from "./steer-error.js";
import { TURN_NOTICES } from "./turn-notices.js";
import type { WireLine } from "./wire-line.js";

const NOTICES: Readonly<Record<string, NoticeHandler>> = {
  ...TURN_NOTICES,
  ...ITEM_NOTICES,
  ...REVIEW_NOTICES,
};

/**
 * Makes a reader of the wire between one client and an app-server: given its messages one by one, in order,
 * it gives the facts that follow from each, for a reducer or an analytics client to take at the time of the
 * message. It never throws; what is no message it knows gives nothing. What the wire does not tell is filled
 * as the README says. One reader per connection; its memory is bounded.
 */
export function factsFromWire(options: WireOptions = {}): (line: WireLine) => readonly Fact[] {
  const session = makeSession(options);
  return ({ from, message, at }) => {
    const { id, method, params, result, error } = members(message);
    if (typeof method === "string")
      return from === "client"
        ? onRequest(session, id, method, members(params))
        : (NOTICES[Object.hasOwn(NOTICES, method) ? method : ""]?.(session, {
            method,
            params: members(params),
            at,
          }) ?? []);
    if (from === "client" || (typeof id !== "number" && typeof id !== "string")) return [];
    return onAnswer(session, id, result, error);
  };
}

function onRequest(session: WireSession, id: unknown, method: string, params: Members): readonly Fact[] {
  if (id === undefined) return [];
  session.requests.set(id, { method, params });
  const thread = session.threads.get(text(params["threadId"]) ?? "");
  if (method === "thread/compact/start" && thread !== undefined) thread.toCompact = true;
  if (method !== "turn/start" && method !== "turn/steer") return [];
  return [{ fact: "request", connection_id: session.options.connectionId, request: { id, method, params } }];
}

function onAnswer(
  session: WireSession,
  id: number | string,
  result: unknown,
  error: unknown,
): readonly Fact[] {
  const request = session.requests.get(id);
  if (request === undefined) return [];
  session.requests.delete(id);
  const { method } = request;
  if (error !== undefined) return onError(session, id, method, error);
  const handler = Object.hasOwn(ANSWERS, method) ? ANSWERS[method] : undefined;
  return handler?.(session, { ...request, id, result }) ?? [];
}

/** Of the refusals of a steer only those are told that Codex has a class for (P6). */
function onError(session: WireSession, id: number | string, method: string, error: unknown): readonly Fact[] {
  const error_class = method === "turn/steer" ? steerErrorClass(error) : null;
  if ((method !== "turn/start" && method !== "turn/steer") || error_class === undefined) return [];
  return [
    {
      fact: "error_response",
      connection_id: session.options.connectionId,
      response: { id, error: {} },
      error_class,
    },
  ];
}
