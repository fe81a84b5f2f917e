import type { DeliveredEntry, LogBatch, LogReader } from "../../src/log/log.js";

/** A log in memory, read in order: what is handed back, or not settled when it ends, is handed out again. */
export class FakeLog implements LogReader {
  readonly entries: DeliveredEntry[];
  /** Called before a batch is settled; throwing stands for a crash between store and log. */
  beforeDone: () => void = () => {};
  reads = 0;
  #position = 0;
  #settled = 0;
  #delivered = new Map<number, number>();
  #onEmpty: () => void;

  constructor(entries: readonly DeliveredEntry[], onEmpty: () => void) {
    this.entries = [...entries];
    this.#onEmpty = onEmpty;
  }

  /** Entries that are not settled. */
  get left(): number {
    return this.entries.length - this.#settled;
  }

  async read(limits: { entries: number }): Promise<LogBatch> {
    this.reads += 1;
    const from = this.#position;
    const entries = this.entries.slice(from, from + limits.entries).map((entry, i) => {
      const deliveries = (this.#delivered.get(from + i) ?? 0) + 1;
      this.#delivered.set(from + i, deliveries);
      return { ...entry, deliveries };
    });
    this.#position += entries.length;
    const through = this.#position;
    if (this.left === 0) this.#onEmpty();
    // A real log waits for new entries; this one gives others their turn.
    else if (entries.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    return {
      entries,
      done: async () => {
        this.beforeDone();
        this.#settled = Math.max(this.#settled, through);
        if (this.left === 0) this.#onEmpty();
      },
      again: async () => {
        this.#position = Math.min(this.#position, from);
      },
    };
  }

  async close(): Promise<void> {}
}
