import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { requestHeaders } from "./passed-headers.js";
import { ConnectTimeout } from "./upstream-failure.js";

/** A request as it is to be passed on. */
export interface PassedRequest {
  readonly method: string;
  /** Path and query, as the client wrote them. */
  readonly path: string;
  /** Name, value, name, value. */
  readonly rawHeaders: readonly string[];
  readonly ownBearer: boolean;
  readonly isUpgrade: boolean;
}

/** Another backend. */
export interface UpstreamTarget {
  /** Begins a request; its body is for the caller to write. */
  request(passed: PassedRequest): ClientRequest;
  close(): void;
}

export interface UpstreamTargetOptions {
  /** Base URL; its path comes before the path of each request. */
  readonly upstream: string;
  /** Milliseconds for a connection, with its TLS handshake. An answer may take any time. */
  readonly connectMs?: number;
}

const CONNECT_MS = 10_000;
/** Shorter than backends keep connections open: one that ends while it is used again fails a request. */
const IDLE_MS = 4000;

/** Connections to one backend, used again for the next request as long as the backend keeps them open. */
export function upstreamTarget({ upstream, connectMs = CONNECT_MS }: UpstreamTargetOptions): UpstreamTarget {
  const base = new URL(upstream);
  const isTls = base.protocol === "https:";
  const pool = { keepAlive: true, timeout: IDLE_MS };
  const agent = isTls ? new HttpsAgent(pool) : new HttpAgent(pool);
  const send = isTls ? httpsRequest : httpRequest;
  const prefix = base.pathname.replace(/\/+$/, "");
  return {
    request({ method, path, rawHeaders, ownBearer, isUpgrade }) {
      const sent = send({
        method,
        hostname: base.hostname.replace(/^\[(.*)\]$/, "$1"),
        port: base.port,
        path: prefix + path,
        headers: requestHeaders(rawHeaders, { host: base.host, ownBearer, isUpgrade, method }),
        // A connection that goes on with another protocol is nobody else's afterwards.
        agent: isUpgrade ? false : agent,
      });
      sent.once("socket", hearErrors);
      limitConnecting(sent, isTls ? "secureConnect" : "connect", connectMs);
      return sent;
    },
    close: () => agent.destroy(),
  };
}

const heard = new WeakSet<Socket>();

/**
 * Between a request and the pool of connections Node listens to no error of the connection for a moment. One that comes
 * just then would end the process; the request before and the one after are told of it all the same.
 */
function hearErrors(socket: Socket): void {
  if (heard.has(socket)) return;
  heard.add(socket);
  socket.on("error", () => {});
}

function limitConnecting(sent: ClientRequest, connected: "connect" | "secureConnect", ms: number): void {
  sent.once("socket", (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(() => sent.destroy(new ConnectTimeout("no connection in time")), ms);
    const clear = () => clearTimeout(timer);
    socket.once(connected, clear);
    socket.once("close", clear);
  });
}
