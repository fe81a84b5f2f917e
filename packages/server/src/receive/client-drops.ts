/** What senders say they have lost, the latest word of each. */
export interface ClientDrops {
  /** Takes a well-formed header `x-codex-contracts-drops`. */
  record(header: string): void;
  /** Lost events by reason, over all senders; it only grows. */
  totals(): ReadonlyMap<string, number>;
}

/** Reasons are words of the sender; more different ones than this are counted as `other`. */
const MAX_REASONS = 32;

/**
 * Adds up the losses of all streams. A header holds totals, so only the growth since the last one counts; of streams
 * only the latest `maxStreams` are remembered, and one that is forgotten and comes back is counted once more.
 */
export function createClientDrops(maxStreams = 10_000): ClientDrops {
  const streams = new Map<string, Map<string, number>>();
  const totals = new Map<string, number>();

  const add = (reason: string, growth: number) => {
    const name = totals.has(reason) || totals.size < MAX_REASONS ? reason : "other";
    totals.set(name, (totals.get(name) ?? 0) + growth);
  };

  return {
    record(header) {
      const [stream = "", list = ""] = header.split(";");
      const known = streams.get(stream) ?? new Map<string, number>();
      // Put last: the first one is the one to forget.
      streams.delete(stream);
      streams.set(stream, known);
      for (const part of list.split(",")) {
        const [reason = "", count = "0"] = part.split("=");
        const growth = Number(count) - (known.get(reason) ?? 0);
        if (growth <= 0) continue;
        known.set(reason, Number(count));
        add(reason, growth);
      }
      const [oldest] = streams.keys();
      if (streams.size > maxStreams && oldest !== undefined) streams.delete(oldest);
    },
    totals: () => totals,
  };
}
