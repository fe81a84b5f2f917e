import type { FastifyInstance } from "fastify";
import { sendAnswer } from "../http/send-answer.js";
import { refuse } from "../receive/answer.js";

export interface UpstreamOptions {
  /** Base URL; its path comes before the path of each request. */
  readonly upstream: string;
  /** Is told of requests that did not reach the upstream. */
  readonly onError: (error: Error) => void;
}

/**
 * Passes every path that nothing else answers on to another backend: method, path, query, headers and bodies as they
 * are, streaming in both ways, WebSockets too. Only the host becomes that of the upstream.
 */
export async function addUpstream(
  app: FastifyInstance,
  { upstream, onError }: UpstreamOptions,
): Promise<void> {
  // Loaded when it is needed: most servers have no upstream.
  const { default: proxy } = await import("@fastify/http-proxy");
  await app.register(proxy, {
    upstream,
    routes: ["/*"],
    websocket: true,
    // Answers of a model take their time, and come in pieces.
    undici: { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } },
    replyOptions: {
      onError(reply, { error }) {
        onError(error);
        const hint = "look whether the URL of --upstream is right and answers";
        // The type of the library is that of a raw server; it is a reply of this application.
        sendAnswer(reply as never, refuse(502, { error: "the upstream does not answer", hint }));
      },
    },
  });
}
