import { timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { refuse } from "../receive/answer.js";
import type { StoreClient } from "../serve/store-client.js";
import type { ExportFormat, ExportQuery } from "../store/store.js";
import { sendAnswer } from "./send-answer.js";

export interface LocalParts {
  readonly store: Pick<StoreClient, "query" | "export" | "observations" | "backup">;
  readonly backupLog: ((folder: string) => Promise<void>) | undefined;
  /** Of the file that says where the server is. */
  readonly secret: string;
}

const FORMATS: Readonly<Record<ExportFormat, string>> = {
  ndjson: "application/x-ndjson",
  csv: "text/csv; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/**
 * What commands on the same machine ask of a running server, which has the files of the folder open. The secret stands
 * in the folder: whoever may read the data may ask.
 */
export function addLocalRoutes(app: FastifyInstance, { store, backupLog, secret }: LocalParts): void {
  const expected = Buffer.from(`Bearer ${secret}`);
  app.addHook("onRequest", async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? "");
    if (given.length === expected.length && timingSafeEqual(given, expected)) return undefined;
    return sendAnswer(
      reply,
      refuse(401, { error: "only for commands on this machine", hint: "see run.json" }),
    );
  });

  app.post<{ Body: { sql: string; rows?: number } }>(
    "/local/query",
    { schema: { body: QUERY } },
    ({ body }) => store.query(body.sql, body.rows === undefined ? {} : { rows: body.rows }),
  );
  app.post<{ Body: ExportQuery }>("/local/export", { schema: { body: EXPORT } }, ({ body }, reply) =>
    reply.header("content-type", FORMATS[body.format]).send(Readable.from(store.export(body))),
  );
  app.get("/local/observations", () => store.observations());
  app.post<{ Body: { folder: string } }>(
    "/local/backup",
    { schema: { body: BACKUP } },
    async ({ body }, reply) => {
      const [log, copy] = [`${body.folder}/log`, `${body.folder}/store.duckdb`];
      if (existsSync(log) || existsSync(copy))
        return sendAnswer(
          reply,
          refuse(400, { error: "the target of a backup must not exist: choose another name" }),
        );
      // The log first: what leaves it meanwhile is in the store then, and what is in both counts once.
      await backupLog?.(log);
      await store.backup(copy);
      return { folder: body.folder };
    },
  );
}

const QUERY = {
  type: "object",
  required: ["sql"],
  additionalProperties: false,
  properties: { sql: { type: "string" }, rows: { type: "integer", minimum: 1 } },
};
const EXPORT = {
  type: "object",
  required: ["format"],
  additionalProperties: false,
  properties: {
    format: { enum: Object.keys(FORMATS) },
    type: { type: "string" },
    since: { type: "integer" },
    until: { type: "integer" },
  },
};
const BACKUP = {
  type: "object",
  required: ["folder"],
  additionalProperties: false,
  properties: { folder: { type: "string", minLength: 1 } },
};
