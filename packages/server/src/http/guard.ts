import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from "fastify";
import { refuse } from "../receive/answer.js";
import { SCOPES, type Scope } from "../tokens/token.js";
import type { AppParts } from "./create-app.js";
import { isAllowedHost, isForeignOrigin, isLoopback } from "./loopback.js";
import { sendAnswer } from "./send-answer.js";

/** Answers, or calls `done`. Not a promise: this is done for every request. */
type Hook = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void;

/** Hooks that turn away whoever must not come in. */
export interface Guard {
  /** Refuses names that only a page elsewhere would use, and writing requests of such pages. */
  readonly checkHost: Hook;
  readonly ingestScope: Hook;
  readonly readScope: Hook;
  /** The page itself holds no data. */
  readonly readScopeUnlessPage: Hook;
  /** Whether a bearer is a token of this server, and so nobody else's business. */
  isOwnBearer(authorization: string | undefined): boolean;
}

export interface GuardParts extends Pick<AppParts, "config" | "tokens" | "metrics"> {
  /** The token in the path of a request. */
  readonly pathToken: (request: FastifyRequest) => string | undefined;
}

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Hooks for the scopes of the tokens, and for the names by which the configuration lets the server be called. */
export function createGuard({ config, tokens, metrics, pathToken }: GuardParts): Guard {
  const allowedHosts = config.allowed_hosts.map((host) => host.toLowerCase());
  const isLocal = isLoopback(config.host);
  /** The last name that was allowed: nearly every request has the same. */
  let lastHost: string | undefined;

  /** Refuses with a reason for the metrics; the request is not read further. */
  const turnAway = (reply: FastifyReply, status: number, reason: string, error: string, hint: string) => {
    metrics.refused(reason);
    if (status === 401) reply.header("www-authenticate", "Bearer");
    sendAnswer(reply, refuse(status, { error, hint }));
  };

  const scope =
    (wanted: Scope): Hook =>
    (request, reply, done) => {
      if (!tokens.required) return done();
      // A Codex sends its own bearer, so the token in the path comes first.
      const text = pathToken(request) ?? bearerOf(request.headers.authorization);
      const name = text === undefined ? undefined : tokens.allows(text, wanted);
      if (name === undefined) {
        const hint = `send a token with the scope ${wanted} as bearer, or call /t/TOKEN/… ; \`codex-contracts tokens create\` makes one`;
        return turnAway(reply, 401, "token", "a token is needed", hint);
      }
      request.tokenName = name;
      done();
    };
  const readScope = scope("read");

  return {
    checkHost(request, reply, done) {
      const { host, origin } = request.headers;
      if (isLocal && !tokens.required && host !== lastHost) {
        if (!isAllowedHost(host, allowedHosts)) {
          const hint = "call it by localhost or 127.0.0.1, or name the host in allowed_hosts";
          return turnAway(reply, 403, "host", "the server is not called by this name", hint);
        }
        lastHost = host;
      }
      // A WebSocket can write, whatever it is opened with.
      const isReading = READING.has(request.method) && request.headers.upgrade === undefined;
      if (!isReading && isForeignOrigin(origin, host)) {
        return turnAway(
          reply,
          403,
          "origin",
          "a page of another origin cannot write here",
          "call the server itself",
        );
      }
      done();
    },
    ingestScope: scope("ingest"),
    readScope,
    isOwnBearer(authorization) {
      const text = bearerOf(authorization);
      return text !== undefined && SCOPES.some((wanted) => tokens.allows(text, wanted) !== undefined);
    },
    readScopeUnlessPage(request, reply, done) {
      if (request.url.startsWith("/v1/")) readScope(request, reply, done);
      else done();
    },
  };
}

function bearerOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
