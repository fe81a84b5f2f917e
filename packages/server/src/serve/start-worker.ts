import Fastify from "fastify";
import { ConfigError } from "../config/config-error.js";
import { type CompleteConfig, defaultConfig } from "../config/defaults.js";
import { createServerMetrics } from "../metrics/server-metrics.js";
import type { Migration } from "../store/store.js";
import { createIngest } from "../worker/ingest.js";
import { runWorker } from "../worker/worker.js";
import { createLogger } from "./create-logger.js";
import { describeError } from "./describe-error.js";
import { keepLag } from "./keep-lag.js";
import { openLog } from "./open-log.js";
import { openStore } from "./open-store.js";

export interface WorkerProcessOptions {
  /** Where the worker writes about itself, lines of JSON; nowhere unless told. */
  readonly logTo?: { write(line: string): void };
  /** Serves /healthz, /readyz and /metrics; 0 takes a free port. Not served unless told. */
  readonly metricsPort?: number;
}

/** A worker that drains a shared log into a store. */
export interface WorkerProcess {
  /** What it writes to. */
  readonly store: string;
  readonly notes: readonly string[];
  readonly migrations: readonly Migration[];
  /** Of its metrics; null when they are not served. */
  readonly url: string | null;
  /** Finishes the batch at hand and closes everything. */
  close(): Promise<void>;
}

const LAG_EVERY_MS = 5000;
/** A database on other cores takes several at once, each on a connection of its own. */
const BATCHES_UNDER_WAY = 4;

/** Starts a worker of a shared log. Any number of them can run. Throws a ConfigError, LogError or StoreError. */
export async function startWorker(
  partial: Partial<CompleteConfig>,
  { logTo, metricsPort }: WorkerProcessOptions = {},
): Promise<WorkerProcess> {
  const config = { ...defaultConfig, ...partial };
  if (config.log === "sqlite") {
    throw new ConfigError("--log: expected nats://…; the log of a folder is drained by its own server");
  }
  const logger = createLogger(config.log_level, logTo);
  const store = await openStore(config);
  const migrations = await store.migrate();
  const opened = await openLog(config);
  const known = keepLag(opened.log, logger);
  const reader = await opened.log.reader();
  const metrics = createServerMetrics({
    lag: known.latest,
    pending: () => ({ requests: 0, bytes: 0 }),
    clientDrops: () => new Map(),
    now: Date.now,
  });
  const stop = new AbortController();
  let failure: string | null = null;
  const work = runWorker({
    reader,
    ingest: createIngest(store),
    depth: BATCHES_UNDER_WAY,
    signal: stop.signal,
    onBatch({ totals, durationMs, redelivered }) {
      failure = null;
      metrics.batch(durationMs / 1000);
      metrics.redelivered(redelivered);
      for (const [result, events] of Object.entries(totals)) metrics.stored(result, events);
    },
    onIdle() {
      failure = null;
    },
    onFailure(error, retryInMs) {
      failure = describeError(error).error;
      logger.error({ ...describeError(error), retry_in_ms: retryInMs }, "events cannot be stored");
    },
  });
  const timer = setInterval(() => {
    void known.refresh();
  }, LAG_EVERY_MS);
  timer.unref();

  const app = Fastify();
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) =>
    reply
      .code(failure === null ? 200 : 503)
      .send({ status: failure === null ? "ok" : "not ready", problems: [failure].filter(Boolean) }),
  );
  app.get("/metrics", async (_request, reply) =>
    reply.header("content-type", metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  const url = metricsPort === undefined ? null : await app.listen({ host: config.host, port: metricsPort });

  return {
    store: store.description,
    notes: opened.kind === "shared" ? opened.warnings : [],
    migrations,
    url,
    async close() {
      clearInterval(timer);
      stop.abort();
      await work;
      await reader.close();
      await opened.log.close();
      await store.close();
      await app.close();
    },
  };
}
