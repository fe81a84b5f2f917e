import type { Log, LogLag } from "../log/log.js";

/** The lag of a log as far as it is known without waiting. */
export interface KnownLag {
  latest(): LogLag;
  refresh(): Promise<void>;
}

/** An embedded log knows its lag at once; a shared one has to be asked now and then. */
export function keepLag(log: Log & { readonly latestLag?: LogLag }): KnownLag {
  let known: LogLag = { entries: 0, bytes: 0, oldestReceivedAt: null };
  return {
    latest: () => log.latestLag ?? known,
    async refresh() {
      if (log.latestLag === undefined) known = await log.lag();
    },
  };
}
