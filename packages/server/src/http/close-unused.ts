import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

const EVERY_MS = 50;

/**
 * Ends connections that no request is using while the server closes. Node ends those that have had one; a
 * connection that was opened and never used would keep a closing server until its time for headers is over.
 */
export function closeUnused(app: FastifyInstance, isTls: boolean): void {
  const unused = new Set<Socket>();
  app.server.on(isTls ? "secureConnection" : "connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  app.server.on("request", ({ socket }, response) => {
    unused.delete(socket);
    response.once("close", () => {
      if (!socket.destroyed) unused.add(socket);
    });
  });
  app.addHook("preClose", (done) => {
    const timer = setInterval(() => {
      for (const socket of unused) socket.destroy();
    }, EVERY_MS);
    app.server.once("close", () => clearInterval(timer));
    done();
  });
}
