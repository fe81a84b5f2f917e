import type { FastifyInstance } from "fastify";
import type { AppParts } from "./create-app.js";
import type { Guard } from "./guard.js";

/** `/healthz`: the process runs. `/readyz`: it can take events. `/metrics`: what it counts, for Prometheus. */
export function addOperationRoutes(
  app: FastifyInstance,
  { problems, metrics }: AppParts,
  guard: Guard,
): void {
  app.get("/healthz", async () => ({ status: "ok" }));

  app.get("/readyz", async (_request, reply) => {
    const found = problems();
    return reply
      .code(found.length === 0 ? 200 : 503)
      .send({ status: found.length === 0 ? "ok" : "not ready", problems: found });
  });

  app.get("/metrics", { onRequest: guard.readScope }, async (_request, reply) => {
    return reply.header("content-type", metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
