import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../receive/answer.js";
import type { AppParts } from "./create-app.js";
import type { Guard } from "./guard.js";
import { EVENTS_PATH, rewriteUrl } from "./rewrite-url.js";
import { sendAnswer } from "./send-answer.js";

/** The route that takes events; every path that ends in it is rewritten to it. */
export async function addEventsRoute(app: FastifyInstance, parts: AppParts, guard: Guard): Promise<void> {
  const { config, receive, overload, metrics, tee } = parts;
  await app.register(async (route) => {
    // The bytes as they are: what is logged is what was sent.
    route.removeAllContentTypeParsers();
    route.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    route.addHook("onRequest", guard.ingestScope);
    if (config.rate_limit > 0) await limitRate(route, config.rate_limit);
    route.addHook("onRequest", (_request, reply, done) => {
      const refusal = overload.refusal();
      if (refusal === undefined) return done();
      metrics.refused(refusal.reason);
      sendAnswer(reply, refusal.answer);
    });

    route.post(EVENTS_PATH, async (request: FastifyRequest, reply: FastifyReply) => {
      const start = performance.now();
      const { body, headers, tokenName } = request;
      const answer = Buffer.isBuffer(body)
        ? await receive({ headers, body, token: tokenName })
        : refuse(400, { error: "the request has no body", hint: 'send {"events": [...]}' });
      metrics.request(answer.status, (performance.now() - start) / 1000);
      if (tee !== undefined && answer.status === 200 && Buffer.isBuffer(body)) {
        const ownBearer = tokenName !== null && guard.isOwnBearer(headers.authorization);
        tee.send({ path: rewriteUrl(request.originalUrl).rest, headers, body, ownBearer });
      }
      return sendAnswer(reply, answer);
    });
  });
}

async function limitRate(route: FastifyInstance, perMinute: number): Promise<void> {
  const { default: rateLimit } = await import("@fastify/rate-limit");
  await route.register(rateLimit, {
    max: perMinute,
    timeWindow: "1 minute",
    keyGenerator: (request) => request.tokenName ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) => ({
      statusCode: 429,
      error: "too many requests from this client",
      hint: `send it again after ${Math.ceil(ttl / 1000)} s`,
    }),
  });
}
