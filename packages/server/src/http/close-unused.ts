import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

const EVERY_MS = 50;

/**
 * Ends connections that no request is using while the server closes. Node ends those that have had one; a
 * connection that was opened and never used, or that never got through the TLS handshake, would keep a closing server
 * until its time is over.
 */
export function closeUnused(app: FastifyInstance, isTls: boolean): void {
  const unused = new Set<Socket>();
  const hold = (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  };
  app.server.on(isTls ? "secureConnection" : "connection", hold);
  if (isTls) closeUnfinished(app);
  app.server.on("request", ({ socket }, response) => {
    unused.delete(socket);
    response.once("close", () => {
      if (!socket.destroyed) unused.add(socket);
    });
  });
  closeAll(app, unused);
}

/** The same for connections in their handshake: the socket below and the one above know each other by the other side. */
function closeUnfinished(app: FastifyInstance): void {
  const unfinished = new Map<string, Socket>();
  const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
  app.server.on("connection", (socket: Socket) => {
    const name = nameOf(socket);
    unfinished.set(name, socket);
    socket.once("close", () => unfinished.delete(name));
  });
  app.server.on("secureConnection", (socket: Socket) => unfinished.delete(nameOf(socket)));
  closeAll(app, { [Symbol.iterator]: () => unfinished.values() });
}

function closeAll(app: FastifyInstance, sockets: Iterable<Socket>): void {
  app.addHook("preClose", (done) => {
    const timer = setInterval(() => {
      for (const socket of sockets) socket.destroy();
    }, EVERY_MS);
    app.server.once("close", () => clearInterval(timer));
    done();
  });
}
