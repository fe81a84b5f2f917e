import { type IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { UpgradeSocket } from "./tunnel.js";

/** Lets requests for a WebSocket go the way of all requests, past the same guards. */
export interface Upgrades {
  /** The connection of such a request; undefined for others. */
  of(request: IncomingMessage): UpgradeSocket | undefined;
}

/** Begins to take them. Other protocols are not offered: such a request is answered as one that asks for none. */
export function takeUpgrades(app: FastifyInstance, isTls: boolean): Upgrades {
  const sockets = new WeakMap<IncomingMessage, UpgradeSocket>();
  app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.method !== "GET" || request.headers.upgrade?.toLowerCase() !== "websocket") {
      // To be read again without the wish.
      socket.unshift(Buffer.concat([plainHead(request), head]));
      app.server.emit(isTls ? "secureConnection" : "connection", socket);
      return;
    }
    // Without a listener an error of the connection would be an exception.
    socket.on("error", () => {});
    sockets.set(request, { socket, head });
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    // The socket of an HTTP server is one of the network.
    response.assignSocket(socket as Parameters<ServerResponse["assignSocket"]>[0]);
    response.on("finish", () => socket.end());
    app.routing(request, response);
  });
  return { of: (request) => sockets.get(request) };
}

/** The head of a request without what asks for another protocol. */
function plainHead({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = rawHeaders.flatMap((name, i) =>
    i % 2 === 1 || /^(connection|upgrade|http2-settings)$/i.test(name)
      ? []
      : [`${name}: ${rawHeaders[i + 1] ?? ""}`],
  );
  return Buffer.from([`${method} ${url} HTTP/${httpVersion}`, ...lines, "", ""].join("\r\n"), "latin1");
}
