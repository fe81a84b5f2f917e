import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { notFound } from "./not-found.js";
import { noParameters } from "./query-parameters.js";
import type { ReadSource } from "./read-source.js";
import type {
  DropAnswer,
  ErrorAnswer,
  QuarantineAnswer,
  QuarantineEntriesAnswer,
  ReplayAnswer,
} from "./wire.js";

/** A page of another origin cannot send this header without being asked, so it cannot replay or drop. */
export const writeHeader = "x-codex-contracts-request";

const entriesPerAnswer = 100;
const unknownGroup = ["no quarantine group has this fingerprint", "see /v1/quarantine"] as const;

interface Group {
  readonly Params: { readonly fingerprint: string };
}

/** `/v1/quarantine`: what could not be accepted, grouped by equal failures. */
export function addQuarantineRoutes(app: FastifyInstance, source: ReadSource): void {
  app.get("/v1/quarantine", async (request): Promise<QuarantineAnswer> => {
    noParameters(request.query);
    return { groups: await source.quarantineGroups() };
  });

  app.get<Group>(
    "/v1/quarantine/:fingerprint",
    async (request, reply): Promise<QuarantineEntriesAnswer | FastifyReply> => {
      noParameters(request.query);
      const { fingerprint } = request.params;
      const entries = await source.quarantineEntries(fingerprint, entriesPerAnswer);
      return entries === undefined ? notFound(reply, ...unknownGroup) : { fingerprint, entries };
    },
  );

  app.post<Group>(
    "/v1/quarantine/:fingerprint/replay",
    { preHandler: refuseForgedRequests },
    async (request, reply): Promise<ReplayAnswer | FastifyReply> =>
      (await source.replay(request.params.fingerprint)) ?? notFound(reply, ...unknownGroup),
  );

  app.delete<Group>(
    "/v1/quarantine/:fingerprint",
    { preHandler: refuseForgedRequests },
    async (request, reply): Promise<DropAnswer | FastifyReply> => {
      const dropped = await source.drop(request.params.fingerprint);
      return dropped === 0 ? notFound(reply, ...unknownGroup) : { dropped };
    },
  );
}

async function refuseForgedRequests(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.headers[writeHeader] !== undefined) return;
  const answer: ErrorAnswer = {
    error: `the header ${writeHeader} is missing`,
    hint: "send it with any value: it keeps other web pages from making this request",
  };
  await reply.code(403).send(answer);
}
