import type { Logger } from "pino";
import { ConfigError } from "../config/config-error.js";
import type { CompleteConfig } from "../config/defaults.js";
import type { LogLag } from "../log/log.js";
import type { ServerMetrics } from "../metrics/server-metrics.js";
import { storeErrorCode } from "../store/store-error.js";
import { describeError } from "./describe-error.js";
import type { OpenLog } from "./open-log.js";
import { type StoreClient, startStore } from "./store-client.js";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A store that is back so soon is nothing to act on. */
const TOLD_AFTER_MS = 5000;

/**
 * Starts the store that the configuration names, and writes about it; undefined when workers elsewhere drain the log.
 * Throws a ConfigError, and what opening the store throws.
 */
export async function openStorePart(
  config: CompleteConfig,
  opened: OpenLog,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: ServerMetrics },
): Promise<StoreClient | undefined> {
  if (config.store === "none") {
    if (opened.kind === "shared") return undefined;
    throw new ConfigError("--store: expected a store, since nobody else can drain the log of this folder");
  }
  return startStore({
    config,
    log: () => (opened.kind === "embedded" ? opened.log.readerPort() : null),
    ...(opened.kind === "embedded" ? { pressure: opened.log.pressure } : {}),
    onBatch({ totals, durationMs, redelivered }) {
      metrics.batch(durationMs / 1000);
      metrics.redelivered(redelivered);
      for (const [result, events] of Object.entries(totals)) metrics.stored(result, events);
    },
    onFailure: (error, retryInMs) =>
      logger.error({ ...error, retry_in_ms: retryInMs }, "events cannot be stored"),
    onEnd: (error, restartInMs) =>
      logger.error(
        { ...describeError(error), restart_in_ms: restartInMs },
        "the store has ended by itself and is started again; events wait in the log",
      ),
    onBack(awayMs) {
      metrics.storeRestarted();
      logger.info({ away_ms: Math.round(awayMs) }, "the store runs again");
    },
  });
}

/** What keeps events from being stored, while they are still taken; empty while nothing does. */
export function storeWarnings(
  store: Pick<StoreClient, "awayMs" | "failing"> | undefined,
  { entries }: LogLag,
): string[] {
  if (store === undefined) return [];
  const { awayMs, failing } = store;
  if (awayMs >= TOLD_AFTER_MS)
    return [`the store has been away for ${Math.floor(awayMs / 1000)} s; events wait in the log`];
  return failing && entries > 0 ? ["events cannot be stored for the moment and wait in the log"] : [];
}

/** Removes what is older or more than the configuration wants to keep. Never rejects: it is tried again later. */
export async function retain(
  { retention_days, retention_bytes }: CompleteConfig,
  store: StoreClient | undefined,
  logger: Logger,
): Promise<void> {
  if (store === undefined || (retention_days === 0 && retention_bytes === 0)) return;
  try {
    await store.retain({
      ...(retention_days === 0 ? {} : { maxAgeMs: retention_days * DAY_MS }),
      ...(retention_bytes === 0 ? {} : { maxBytes: retention_bytes }),
    });
  } catch (error) {
    const level = storeErrorCode(error) === "unavailable" ? "warn" : "error";
    logger[level](describeError(error), "what is too old or too much was not removed; it is tried again");
  }
}
