import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { addReadApi } from "../api/read-api.js";
import { ConfigError } from "../config/config-error.js";
import { type CompleteConfig, defaultConfig } from "../config/defaults.js";
import { createApp } from "../http/create-app.js";
import { addLocalRoutes } from "../http/local-routes.js";
import { isLoopback } from "../http/loopback.js";
import { createOverload } from "../http/overload.js";
import { tlsFilesOf, tlsNotes } from "../http/tls-files.js";
import { openTlsKeeper } from "../http/tls-keeper.js";
import { addInspector } from "../inspector/inspector.js";
import { judgeBody } from "../judge/judge-request.js";
import { createLiveBus } from "../live/live-bus.js";
import type { LogLag } from "../log/log.js";
import { LogError } from "../log/log-error.js";
import { createServerMetrics } from "../metrics/server-metrics.js";
import { createClientDrops } from "../receive/client-drops.js";
import { createReceiver, type Received } from "../receive/receiver.js";
import { createRecentKeys } from "../receive/recent-keys.js";
import { trackedLines } from "../receive/tracked-lines.js";
import { createUuidV7 } from "../receive/uuid-v7.js";
import { PRODUCT_CLIENTS } from "../store/product-client.js";
import { openTokenKeeper } from "../tokens/token-keeper.js";
import { addUpstream } from "../upstream/add-upstream.js";
import { createTee } from "../upstream/tee.js";
import { createLogger } from "./create-logger.js";
import { describeError } from "./describe-error.js";
import { keepLag } from "./keep-lag.js";
import { openLog } from "./open-log.js";
import { renewCertificate } from "./renew-certificate.js";
import { makeRunFile, removeRunFile, writeRunFile } from "./run-file.js";
import type { Server, ServerOptions } from "./server.js";
import { openStorePart, retain, storeWarnings } from "./store-part.js";

const RECENT_KEYS = 50_000;
const SECOND_MS = 1000;
const RETENTION_EVERY_MS = 60_000;

/**
 * Starts the whole pipeline: receive → log → worker → store, and what reads it. Everything it keeps is in one folder.
 * Throws a ConfigError, LogError or StoreError when something cannot be used; then nothing is left running.
 */
export async function startServer(
  config: Partial<CompleteConfig>,
  options: ServerOptions = {},
): Promise<Server> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return await start({ ...defaultConfig, ...config }, options, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function start(
  config: CompleteConfig,
  { logTo, now = Date.now, judge }: ServerOptions,
  undo: (() => Promise<unknown>)[],
): Promise<Server> {
  const logger = createLogger(config.log_level, logTo);
  await mkdir(config.folder, { recursive: true, mode: 0o700 });
  const onError = (error: unknown) => logger.error(describeError(error), "an error that nobody expected");
  const tokens = await openTokenKeeper({ path: join(config.folder, "tokens.json"), onError });
  const notes = credentialNotes(config, tokens.count);

  const tlsFiles = tlsFilesOf(config);
  const certificate = tlsFiles === undefined ? undefined : await openTlsKeeper(tlsFiles);
  if (certificate !== undefined) notes.push(...tlsNotes(certificate.pair, now()));

  const drops = createClientDrops();
  const sources = { lag: (): LogLag => NO_LAG, pending: () => ({ requests: 0, bytes: 0 }) };
  const metrics = createServerMetrics({
    lag: () => sources.lag(),
    pending: () => sources.pending(),
    clientDrops: drops.totals,
    now,
  });
  const opened = await openLog(config, { onCommit: (entries, ms) => metrics.commit(entries, ms / 1000) });
  const { log } = opened;
  undo.push(() => log.close());
  const known = keepLag(log, logger);
  sources.lag = known.latest;
  sources.pending = () => ({
    requests: log.pending,
    bytes: opened.kind === "embedded" ? opened.log.pendingBytes : 0,
  });

  const store = await openStorePart(config, opened, { logger, metrics });
  if (store !== undefined) undo.push(() => store.close());

  const clients = { ...PRODUCT_CLIENTS, ...config.product_clients };
  const live = createLiveBus({
    now,
    clients,
    quarantineCeiling: config.keep_values ? "sensitive" : "pseudonymous-id",
  });
  const { tracked_level: tracked } = config;
  const onReceived = (received: Received) => {
    const { judged, duplicates } = received;
    metrics.events("accepted", judged.accepted);
    metrics.events("unknown", judged.unknown);
    metrics.events("quarantined", judged.quarantined);
    metrics.eventTypes(judged.events);
    if (duplicates > 0) metrics.duplicates(duplicates);
    live.publish(received);
    if (tracked === "off" || !logger.isLevelEnabled(tracked)) return;
    for (const { fields, message } of trackedLines(received, { ceiling: config.log_ceiling, clients })) {
      logger[tracked](fields, message);
    }
  };
  let memory = process.memoryUsage.rss();
  const overload = createOverload({
    config,
    pending: sources.pending,
    lag: sources.lag,
    memory: () => memory,
  });
  let brokenLog: LogError | undefined;
  const limits = { maxDepth: config.max_depth, maxEvents: config.max_events };
  const receive = createReceiver({
    log,
    judge: judge ?? ((body) => judgeBody(body, limits)),
    recent: createRecentKeys(RECENT_KEYS),
    maxBodyBytes: config.max_body_bytes,
    now,
    makeKey: createUuidV7(now),
    onReceived,
    onLogError(error) {
      logger.error(describeError(error), "a request could not be made durable");
      if (error instanceof LogError && error.code === "broken") brokenLog = error;
    },
    onDrops: drops.record,
  });

  const tee = teeOf(config, metrics.tee);
  const secret = makeRunFile("", process.pid).secret;
  const { upstream } = config;
  let stopping = false;
  const app = await createApp({
    config,
    ...(certificate === undefined ? {} : { tls: certificate.pair }),
    tokens: {
      get required() {
        return tokens.required;
      },
      // Commands on this machine show the secret of the folder.
      allows: (text, scope) => (text === secret ? "local" : tokens.allows(text, scope)),
    },
    receive,
    overload,
    metrics,
    problems: () => {
      const reason = overload.refusal()?.reason;
      return [
        ...(stopping ? ["the server is stopping"] : []),
        ...(brokenLog === undefined ? [] : [brokenLog.message]),
        ...(reason === undefined ? [] : [reason]),
      ];
    },
    onError,
    ...(tee === undefined ? {} : { tee }),
    warnings: () => storeWarnings(store, known.latest()),
    addReaders(readers) {
      addInspector(readers);
      if (store === undefined) return;
      addReadApi(readers, { source: store, live, lag: async () => logState(known.latest()), now });
    },
    ...(store === undefined
      ? {}
      : {
          addLocal: (local) =>
            addLocalRoutes(local, {
              store,
              backupLog: opened.kind === "embedded" ? opened.log.backup : undefined,
              secret,
            }),
        }),
    ...(upstream === undefined
      ? {}
      : {
          addUpstream: (rest, { isOwnBearer }) =>
            addUpstream(rest, {
              upstream,
              isOwnBearer: (authorization) => tokens.required && isOwnBearer(authorization),
              onFailure: ({ what, ...code }) => logger.warn(code, what),
              closeMs: config.shutdown_ms,
              isTls: certificate !== undefined,
            }),
        }),
  });
  undo.push(() => app.close());
  await app.listen({ host: config.host, port: config.port });
  const url = urlOf(certificate === undefined ? "http" : "https", app.addresses());
  if (store !== undefined) {
    await writeRunFile(config.folder, { url, pid: process.pid, secret });
    undo.push(() => removeRunFile(config.folder));
  }
  const timers = [
    setInterval(() => {
      memory = process.memoryUsage.rss();
      void tokens.refresh();
      if (certificate !== undefined) void renewCertificate(certificate, app.server, logger);
      void known.refresh();
    }, SECOND_MS),
    setInterval(() => void retain(config, store, logger), RETENTION_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();

  const drained = async (ms: number) => {
    for (let left = ms; ; left -= DRAIN_STEP_MS) {
      if (log.pending === 0 && known.latest().entries === 0) return true;
      if (left <= 0) return false;
      await new Promise((resolve) => setTimeout(resolve, DRAIN_STEP_MS));
      if (opened.kind === "shared") await known.refresh();
    }
  };

  return {
    url,
    config,
    description: store === undefined ? "a shared log, drained by workers" : store.description,
    notes: [...notes, ...(opened.kind === "shared" ? opened.warnings : [])],
    migrations: store?.migrations ?? [],
    drained,
    async close() {
      if (stopping) return;
      stopping = true;
      await app.close();
      await tee?.close();
      if (store !== undefined && opened.kind === "embedded") await drained(config.shutdown_ms);
      for (const timer of timers) clearInterval(timer);
      await store?.close();
      await log.close();
      await removeRunFile(config.folder);
    },
  };
}

const NO_LAG: LogLag = { entries: 0, bytes: 0, oldestReceivedAt: null };
const DRAIN_STEP_MS = 20;

/** Refuses to be open to a network without credentials, and says how open it is. */
function credentialNotes({ host }: CompleteConfig, tokens: number): string[] {
  if (tokens > 0) return [];
  if (isLoopback(host)) return ["there are no tokens: only programs on this machine can reach the server"];
  throw new ConfigError(
    `--host: expected a loopback address (127.0.0.1) as long as there are no tokens; make one with \`codex-contracts tokens create\``,
  );
}

function teeOf({ tee, upstream }: CompleteConfig, onResult: (result: "sent" | "failed" | "dropped") => void) {
  if (!tee) return undefined;
  if (upstream === undefined)
    throw new ConfigError("--tee: expected --upstream as well, to know where to send events on");
  return createTee({ upstream, fetch, onResult });
}

function logState({ entries, bytes, oldestReceivedAt }: LogLag) {
  return {
    entries,
    bytes,
    oldest: oldestReceivedAt === null ? null : new Date(oldestReceivedAt).toISOString(),
  };
}

/** The URL by which this machine reaches the server. */
function urlOf(scheme: "http" | "https", [first]: readonly (AddressInfo | string)[]): string {
  const { address, port } = typeof first === "object" ? first : { address: "127.0.0.1", port: 0 };
  const host = address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "::1" : address;
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
