import type { Logger } from "pino";
import type { Log, LogLag } from "../log/log.js";
import { describeError } from "./describe-error.js";

/** The lag of a log as far as it is known without waiting. */
export interface KnownLag {
  latest(): LogLag;
  /** Never rejects: while the log does not answer, the latest lag stays. */
  refresh(): Promise<void>;
}

/**
 * An embedded log knows its lag at once; a shared one has to be asked now and then. The logger is told when it stops
 * answering and when it answers again.
 */
export function keepLag(
  log: Pick<Log, "lag"> & { readonly latestLag?: LogLag },
  logger: Pick<Logger, "warn" | "info">,
): KnownLag {
  let known: LogLag = { entries: 0, bytes: 0, oldestReceivedAt: null };
  let answers = true;
  let asking: Promise<void> | undefined;
  const ask = async () => {
    try {
      known = await log.lag();
      if (!answers) logger.info("the lag of the log is known again");
      answers = true;
    } catch (error) {
      if (answers) logger.warn(describeError(error), "the lag of the log is not known until it answers");
      answers = false;
    }
    asking = undefined;
  };
  return {
    latest: () => log.latestLag ?? known,
    async refresh() {
      if (log.latestLag !== undefined) return;
      asking ??= ask();
      await asking;
    },
  };
}
