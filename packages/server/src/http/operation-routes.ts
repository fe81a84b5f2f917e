import type { FastifyInstance } from "fastify";
import type { AppParts } from "./create-app.js";
import type { Guard } from "./guard.js";

/**
 * `/healthz`: the process runs. `/readyz`: it can take events, and what else does not work (200 `degraded`: whoever
 * sends it no more events for that would lose them). `/metrics`: what it counts, for Prometheus.
 */
export function addOperationRoutes(
  app: FastifyInstance,
  { problems, warnings = () => [], metrics }: AppParts,
  guard: Guard,
): void {
  app.get("/healthz", async () => ({ status: "ok" }));

  app.get("/readyz", async (_request, reply) => {
    const [reasons, others] = [problems(), warnings()];
    const status = reasons.length > 0 ? "not ready" : others.length > 0 ? "degraded" : "ok";
    return reply.code(reasons.length > 0 ? 503 : 200).send({ status, problems: [...reasons, ...others] });
  });

  app.get("/metrics", { onRequest: guard.readScope }, async (_request, reply) => {
    return reply.header("content-type", metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
