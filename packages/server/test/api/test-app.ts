import Fastify, { type FastifyError, type FastifyInstance } from "fastify";

/** A server with nothing but the shape of our error answers. */
export function testApp(): FastifyInstance {
  // A client that has gone may leave a connection behind that never asks for anything.
  const app = Fastify({ forceCloseConnections: true });
  app.setErrorHandler(({ statusCode, message }: FastifyError, _request, reply) =>
    reply.code(statusCode ?? 500).send({ error: message }),
  );
  return app;
}
