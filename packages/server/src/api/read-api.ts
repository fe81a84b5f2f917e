import type { FastifyInstance, FastifyReply } from "fastify";
import { contractDocumentation } from "./contract-documentation.js";
import { writeCursor } from "./cursor.js";
import { addLiveRoute } from "./live-route.js";
import { notFound } from "./not-found.js";
import { addQuarantineRoutes } from "./quarantine-routes.js";
import { eventsQuery, noParameters, statsQuery, threadsLimit } from "./query-parameters.js";
import type { ReadApiParts } from "./read-source.js";
import type {
  ContractAnswer,
  EventRecord,
  EventsAnswer,
  StatsAnswer,
  ThreadsAnswer,
  TimelineAnswer,
} from "./wire.js";

/**
 * The `/v1` routes that tools and the inspector read. Who may call them is for the hooks of the instance that
 * they are added to; what they answer is described in wire.ts.
 */
export function addReadApi(app: FastifyInstance, parts: ReadApiParts): void {
  const { source, lag, now, documentation = contractDocumentation } = parts;

  app.get("/v1/events", async (request): Promise<EventsAnswer> => {
    const query = eventsQuery(request.query);
    // One more than asked for says whether there is another page.
    const found = await source.events({ ...query, limit: query.limit + 1 });
    const events = found.slice(0, query.limit);
    const last = events.at(-1);
    return { events, next: found.length > events.length && last !== undefined ? cursorAfter(last) : null };
  });

  app.get<{ Params: { key: string } }>("/v1/events/:key", async (request, reply) => {
    noParameters(request.query);
    const record = await source.event(request.params.key);
    return record ?? notFound(reply, "no event has this key", "a live event is stored within a second");
  });

  app.get("/v1/stats", async (request): Promise<StatsAnswer> => {
    const [stats, log] = await Promise.all([source.stats(statsQuery(request.query, now())), lag()]);
    return { ...stats, log };
  });

  app.get("/v1/threads", async (request): Promise<ThreadsAnswer> => {
    return { threads: await source.threads(threadsLimit(request.query)) };
  });

  app.get<{ Params: { id: string } }>(
    "/v1/threads/:id/timeline",
    async (request, reply): Promise<TimelineAnswer | FastifyReply> => {
      noParameters(request.query);
      const items = await source.timeline(request.params.id);
      if (items.length === 0) return notFound(reply, "no event names this thread", "see /v1/threads");
      return { thread_id: request.params.id, items };
    },
  );

  app.get<{ Params: { type: string } }>(
    "/v1/contracts/:type",
    async (request, reply): Promise<ContractAnswer | FastifyReply> => {
      noParameters(request.query);
      return (
        documentation(request.params.type) ??
        notFound(reply, "no contract has this event type", "this version of the contracts does not know it")
      );
    },
  );

  addQuarantineRoutes(app, source);
  addLiveRoute(app, parts);
}

function cursorAfter({ received_at, key }: EventRecord): string {
  return writeCursor({ receivedAt: Date.parse(received_at), key });
}
