import type { FastifyError, FastifyInstance } from "fastify";
import type { ServerMetrics } from "../metrics/server-metrics.js";
import { type Answer, refuse, refuseForNow } from "../receive/answer.js";
import { acceptedEncodings } from "../receive/content-encoding.js";
import { type StoreErrorCode, storeErrorCode } from "../store/store-error.js";
import { EVENTS_PATH } from "./rewrite-url.js";
import { sendAnswer } from "./send-answer.js";

export interface ErrorParts {
  readonly metrics: Pick<ServerMetrics, "request" | "refused">;
  /** Is told of errors that nobody expected. */
  readonly onError: (error: Error) => void;
}

/** What Fastify refuses by itself, in our words. */
const REFUSALS: Readonly<Record<string, readonly [status: number, error: string, hint: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "the body is too large", "send fewer events at once"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    "the content type of the body is not supported",
    "send application/json",
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "the request has no body", 'send {"events": [...]}'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    "the body is not as long as content-length says",
    "correct the header",
  ],
  FST_ERR_REP_INVALID_PAYLOAD_TYPE: [500, "internal error", "see the log of the server"],
};

const STORE_REFUSALS: { readonly [C in StoreErrorCode]: (error: string) => Answer } = {
  query: (error) => refuse(400, { error }),
  limit: (error) => refuse(400, { error }),
  data: (error) => refuse(500, { error }),
  schema: (error) => refuse(500, { error }),
  unavailable: (error) => refuseForNow(error, 5),
  locked: (error) => refuseForNow(error, 5),
  closed: (error) => refuseForNow(error, 5),
};

function hintOf({ hint }: { readonly hint?: string }): { readonly hint?: string } {
  return typeof hint === "string" ? { hint } : {};
}

/** Answers every error as JSON that names what is wrong and the way out. */
export function addErrorAnswers(app: FastifyInstance, { metrics, onError }: ErrorParts): void {
  app.setErrorHandler((error: FastifyError & { readonly hint?: string }, _request, reply) => {
    const [status, text, hint] = REFUSALS[error.code] ?? [];
    if (status !== undefined && text !== undefined) {
      if (status === 415) reply.header("accept-encoding", acceptedEncodings);
      metrics.request(status, 0);
      return sendAnswer(reply, refuse(status, { error: text, ...(hint === undefined ? {} : { hint }) }));
    }
    if (error.statusCode === 429) {
      metrics.refused("rate");
      // Made by the errorResponseBuilder of the route.
      const { error: text429, hint: hint429 } = error as unknown as { error: string; hint: string };
      return sendAnswer(reply, refuse(429, { error: text429, hint: hint429 }));
    }
    const stored = storeErrorCode(error);
    if (stored !== undefined) return sendAnswer(reply, STORE_REFUSALS[stored](error.message));
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return sendAnswer(reply, refuse(error.statusCode, { error: error.message, ...hintOf(error) }));
    }
    onError(error);
    return sendAnswer(reply, refuse(500, { error: "internal error", hint: "see the log of the server" }));
  });
  app.setNotFoundHandler((_request, reply) => {
    const hint = `events go to POST …${EVENTS_PATH}; --upstream URL passes other paths on`;
    return sendAnswer(reply, refuse(404, { error: "there is nothing at this path", hint }));
  });
}
