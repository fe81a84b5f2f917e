import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDuckDbStore } from "../../src/store/duckdb/duckdb-store.js";
import type { Store } from "../../src/store/store.js";
import { StoreError } from "../../src/store/store-error.js";
import { createIngest, type Ingest } from "../../src/worker/ingest.js";
import { type BatchReport, runWorker } from "../../src/worker/worker.js";
import { entriesOf, START, turn } from "../store/entries.js";
import { FakeLog } from "./fake-log.js";

// A real database: slow machines get their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder = "";
let store: Store;
let ingest: Ingest;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "worker-"));
  store = openDuckDbStore({ folder, threads: 2 });
  await store.migrate();
  ingest = createIngest(store);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const turns = (count: number) =>
  entriesOf(Array.from({ length: count }, (_, i) => turn({ turn_id: `t${i}` })));

interface Run {
  readonly log: FakeLog;
  readonly reports: BatchReport[];
  readonly waits: number[];
  readonly run: (ingest: Ingest) => Promise<void>;
}

/** A worker that stops when its log is empty; it waits for nothing. */
function workerOver(count: number, batch = 10): Run {
  const stop = new AbortController();
  const log = new FakeLog(turns(count), () => stop.abort());
  const reports: BatchReport[] = [];
  const waits: number[] = [];
  const run = (through: Ingest) =>
    runWorker({
      reader: log,
      ingest: through,
      limits: { entries: batch },
      signal: stop.signal,
      onBatch: (report) => reports.push(report),
      onFailure: (_, ms) => waits.push(ms),
      now: () => START + 1000,
      sleep: async () => {},
    });
  return { log, reports, waits, run };
}

/** How often each turn is in the store. */
async function stored(): Promise<number[]> {
  const { rows } = await store.query("SELECT turn_id, count(*) FROM codex_turn_event GROUP BY turn_id");
  return rows.map(([, times]) => Number(times));
}

describe("a worker", () => {
  it("moves everything into the store, batch by batch, and tells of each", async () => {
    const { log, reports, run } = workerOver(25);
    await run(ingest);
    expect(log.left).toBe(0);
    expect(await stored()).toEqual(Array(25).fill(1));
    expect(reports.map((r) => [r.entries, r.totals.accepted, r.redelivered])).toEqual([
      [10, 10, 0],
      [10, 10, 0],
      [5, 5, 0],
    ]);
    expect(reports[0]).toMatchObject({ durationMs: 0, delayMs: 999 });
    expect(reports[0]?.bytes).toBe(turns(10).reduce((sum, entry) => sum + entry.body.length, 0));
  });

  it("stores once what is handed out again after it was stored and not settled", async () => {
    const { log, reports, waits, run } = workerOver(20);
    let crashes = 3;
    log.beforeDone = () => {
      if (crashes-- > 0) throw new Error("killed between store and log");
    };
    await run(ingest);
    expect(await stored()).toEqual(Array(20).fill(1));
    expect(waits).toHaveLength(3);
    expect(reports[0]).toMatchObject({ redelivered: 10, totals: { accepted: 0, duplicates: 10 } });
    expect(log.left).toBe(0);
  });

  it("waits longer and longer for a store that is down, and loses nothing", async () => {
    const { waits, run } = workerOver(12);
    let failures = 10;
    // The first two are under way at once, and are one failure.
    await run(async (entries) => {
      if (failures-- > 0) throw new StoreError("unavailable", "the store is down");
      return ingest(entries);
    });
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
    expect(await stored()).toEqual(Array(12).fill(1));
  });

  it("stores everything once when everything comes twice and every second answer is lost", async () => {
    const { log, run } = workerOver(30, 7);
    log.entries.push(...turns(30));
    let turnOf = 0;
    await run(async (entries) => {
      const totals = await ingest(entries);
      turnOf += 1;
      if (turnOf % 2 === 1) throw new StoreError("unavailable", "the answer was lost");
      return totals;
    });
    expect(await stored()).toEqual(Array(30).fill(1));
  });

  it("reads nothing more once it is told to stop, and finishes the batch at hand", async () => {
    const stop = new AbortController();
    const log = new FakeLog(turns(20), () => {});
    await runWorker({
      reader: log,
      ingest: async (entries) => {
        stop.abort();
        return ingest(entries);
      },
      limits: { entries: 10 },
      signal: stop.signal,
    });
    expect([log.reads, log.left, (await stored()).length]).toEqual([1, 10, 10]);
  });

  it("tells of a log that answers again, though there is nothing in it", async () => {
    const stop = new AbortController();
    const log = new FakeLog([], () => {});
    const told: string[] = [];
    let failures = 2;
    await runWorker({
      reader: {
        async read(limits) {
          if (failures-- > 0) throw new Error("the log cannot be reached");
          return log.read(limits);
        },
        close: async () => {},
      },
      ingest,
      signal: stop.signal,
      sleep: async () => {},
      onFailure: () => told.push("failure"),
      onIdle() {
        told.push("idle");
        stop.abort();
      },
    });
    expect(told).toEqual(["failure", "failure", "idle"]);
  });

  it("is woken from its wait when it is told to stop", async () => {
    const stop = new AbortController();
    const down: Ingest = async () => {
      throw new StoreError("unavailable", "down");
    };
    const log = new FakeLog(turns(1), () => {});
    const worker = runWorker({
      reader: log,
      ingest: down,
      signal: stop.signal,
      onFailure: () => stop.abort(),
    });
    await expect(worker).resolves.toBeUndefined();
    expect(log.left).toBe(1);
  });

  it("settles nothing before what came before it is stored", async () => {
    const { log, run } = workerOver(40);
    const settled: number[] = [];
    log.beforeDone = () => settled.push(log.left);
    let call = 0;
    await run(async (entries) => {
      call += 1;
      // The second batch is stored while the first one fails late.
      if (call !== 1) return ingest(entries);
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new StoreError("unavailable", "down for a moment");
    });
    expect(settled).toEqual([40, 30, 20, 10]);
    expect(await stored()).toEqual(Array(40).fill(1));
  });

  it("judges the next batch while one is written", async () => {
    const { run } = workerOver(30);
    let [now, most] = [0, 0];
    await run(async (entries) => {
      now += 1;
      most = Math.max(most, now);
      const totals = await ingest(entries);
      now -= 1;
      return totals;
    });
    expect(most).toBe(2);
  });
});
