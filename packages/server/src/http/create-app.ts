import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { CompleteConfig } from "../config/defaults.js";
import type { ServerMetrics } from "../metrics/server-metrics.js";
import type { Receive } from "../receive/receiver.js";
import type { TokenKeeper } from "../tokens/token-keeper.js";
import type { Tee } from "../upstream/tee.js";
import { closeUnused } from "./close-unused.js";
import { addErrorAnswers } from "./error-answers.js";
import { addEventsRoute } from "./events-route.js";
import { createGuard, type Guard } from "./guard.js";
import { addOperationRoutes } from "./operation-routes.js";
import type { Overload } from "./overload.js";
import { rewriteUrl } from "./rewrite-url.js";
import type { TlsPair } from "./tls-files.js";

export interface AppParts {
  readonly config: CompleteConfig;
  /** For HTTPS; without it the server speaks HTTP. */
  readonly tls?: TlsPair;
  readonly tokens: Pick<TokenKeeper, "required" | "allows">;
  readonly receive: Receive;
  readonly overload: Overload;
  readonly metrics: ServerMetrics;
  /** Why the server cannot take events now; empty when it can. */
  readonly problems: () => readonly string[];
  /** What does not work while events are taken all the same; nothing unless given. */
  readonly warnings?: () => readonly string[];
  /** Is told of errors that nobody expected. */
  readonly onError: (error: Error) => void;
  /** Sends taken requests on; undefined when nothing is. */
  readonly tee?: Tee;
  /** Adds what reads: the API and the page. */
  readonly addReaders?: (app: FastifyInstance) => void | Promise<void>;
  /** Adds what commands on this machine ask for. */
  readonly addLocal?: (app: FastifyInstance) => void | Promise<void>;
  /** Passes on what nothing here answers. */
  readonly addUpstream?: (app: FastifyInstance, guard: Pick<Guard, "isOwnBearer">) => void | Promise<void>;
}

/** Builds the HTTP server, not listening yet. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { config } = parts;
  const wire = {
    maxHeaderSize: MAX_HEADER_BYTES,
    connectionsCheckingInterval: Math.min(1000, config.body_timeout_ms),
  };
  const pathTokens = new WeakMap<object, string>();
  const options = {
    bodyLimit: config.max_body_bytes,
    // Bodies for an upstream may be large.
    requestTimeout:
      config.upstream === undefined
        ? config.body_timeout_ms
        : Math.max(UPSTREAM_BODY_MS, config.body_timeout_ms),
    connectionTimeout: 0,
    keepAliveTimeout: 75_000,
    forceCloseConnections: "idle" as const,
    return503OnClosing: true,
    trustProxy: config.trust_proxy,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 500 },
    // Event keys of a large batch are long.
    http: wire,
    rewriteUrl(request: { readonly url?: string | undefined }) {
      const { url, token } = rewriteUrl(request.url ?? "/");
      if (token !== null) pathTokens.set(request, token);
      return url;
    },
  };
  const { tls } = parts;
  // Fastify types a server with and one without TLS differently; the routes are the same.
  const app = (
    tls === undefined
      ? Fastify(options)
      : Fastify({
          ...options,
          https: {
            cert: tls.cert,
            key: tls.key,
            handshakeTimeout: Math.min(HEADERS_MS, config.body_timeout_ms),
            ...wire,
          },
        })
  ) as FastifyInstance;

  closeUnused(app, tls !== undefined);
  // Node takes the larger of the two for the whole request.
  app.server.headersTimeout = Math.min(HEADERS_MS, config.body_timeout_ms);

  const guard = createGuard({
    ...parts,
    pathToken: (request: FastifyRequest) => pathTokens.get(request.raw),
  });
  app.decorateRequest("tokenName", null);
  app.addHook("onRequest", guard.checkHost);
  addErrorAnswers(app, parts);
  addOperationRoutes(app, parts, guard);
  await addEventsRoute(app, parts, guard);
  await app.register(async (readers) => {
    readers.addHook("onRequest", guard.readScopeUnlessPage);
    await parts.addReaders?.(readers);
  });
  await app.register(async (local) => {
    await parts.addLocal?.(local);
  });
  await app.register(async (rest) => {
    rest.addHook("onRequest", guard.ingestScope);
    await parts.addUpstream?.(rest, guard);
  });
  return app;
}

const MAX_HEADER_BYTES = 64 * 1024;
const HEADERS_MS = 60_000;
const UPSTREAM_BODY_MS = 300_000;

declare module "fastify" {
  interface FastifyRequest {
    /** Name of the token that the request came with; null without tokens. */
    tokenName: string | null;
  }
}
