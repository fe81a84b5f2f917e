import type { DeliveredEntry, LogBatch, LogReader } from "../../src/log/log.js";

/** A log in memory: what is not settled is handed out again, as after a crash. */
export class FakeLog implements LogReader {
  readonly entries: DeliveredEntry[];
  /** Called before a batch is settled; throwing stands for a crash between store and log. */
  beforeDone: () => void = () => {};
  reads = 0;
  #out = new Set<DeliveredEntry>();
  #onEmpty: () => void;

  constructor(entries: readonly DeliveredEntry[], onEmpty: () => void) {
    this.entries = [...entries];
    this.#onEmpty = onEmpty;
  }

  async read(limits: { entries: number }): Promise<LogBatch> {
    this.reads += 1;
    const batch = this.entries.slice(0, limits.entries).map((entry) => {
      const delivered = { ...entry, deliveries: entry.deliveries + (this.#out.has(entry) ? 1 : 0) };
      this.#out.add(entry);
      return delivered;
    });
    if (batch.length === 0) this.#onEmpty();
    return {
      entries: batch,
      done: async () => {
        this.beforeDone();
        this.entries.splice(0, batch.length);
      },
      again: async () => {},
    };
  }

  async close(): Promise<void> {}
}
