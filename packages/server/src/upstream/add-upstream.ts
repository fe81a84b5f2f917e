import type { FastifyInstance } from "fastify";
import { rewriteUrl } from "../http/rewrite-url.js";
import { passOn } from "./pass-on.js";
import { tunnel } from "./tunnel.js";
import { takeUpgrades } from "./upgrades.js";
import type { UpstreamFailure } from "./upstream-failure.js";
import { type UpstreamTargetOptions, upstreamTarget } from "./upstream-target.js";

export interface UpstreamOptions extends UpstreamTargetOptions {
  /** Whether a bearer is a token of this server, and so nobody else's business. */
  readonly isOwnBearer: (authorization: string | undefined) => boolean;
  /** Is told once of each request that did not come to its end. */
  readonly onFailure: (failure: UpstreamFailure) => void;
  /** How long a closing server waits for answers under way. */
  readonly closeMs: number;
  /** Whether the server speaks HTTPS. */
  readonly isTls: boolean;
}

/**
 * Passes every path that nothing else answers on to another backend: method, path, query, headers and bodies as they
 * are, streaming in both ways, WebSockets too. Only the host becomes that of the upstream, and what is for this server
 * alone stays here. Nothing is tried twice.
 */
export async function addUpstream(app: FastifyInstance, options: UpstreamOptions): Promise<void> {
  const { isOwnBearer, onFailure, closeMs, isTls } = options;
  const target = upstreamTarget(options);
  const upgrades = takeUpgrades(app, isTls);
  const underWay = new Set<{ destroy(): unknown }>();
  // The body is for the upstream.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));

  app.route({
    method: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
    url: "/*",
    handler(request, reply) {
      reply.hijack();
      const { raw } = request;
      const upgrade = upgrades.of(raw);
      const sent = target.request({
        method: request.method,
        path: rewriteUrl(request.originalUrl).rest,
        rawHeaders: raw.rawHeaders,
        ownBearer: isOwnBearer(request.headers.authorization),
        isUpgrade: upgrade !== undefined,
      });
      underWay.add(sent);
      sent.once("close", () => underWay.delete(sent));
      if (upgrade === undefined) passOn({ sent, request: raw, response: reply.raw, onFailure });
      else tunnel({ ...upgrade, sent, response: reply.raw, onFailure });
    },
  });

  app.addHook("preClose", (done) => {
    const timer = setTimeout(() => {
      for (const each of underWay) each.destroy();
    }, closeMs);
    app.server.once("close", () => clearTimeout(timer));
    done();
  });
  app.addHook("onClose", async () => target.close());
}
