import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { type ClientStats, createAnalyticsClient, httpTransport } from "../../src/index.js";
import { type Fault, FaultServer } from "./fault-server.js";
import { hookRun, runtime } from "./harness.js";
import { printLedger } from "./ledger.js";
import { temporaryFolder } from "./spool-harness.js";

/** What happens meanwhile; a minute of the real world lasts 600 ms here, and all waits are as much shorter. */
type Script = (server: FaultServer) => Promise<void>;

const during =
  (fault: Fault, ms = 300): Script =>
  async (server) => {
    server.fault = fault;
    await delay(ms);
    server.fault = "none";
  };

const scripts: readonly [string, Script][] = [
  [
    "the server is down for a minute",
    async (server) => {
      await server.die();
      await delay(600);
      await server.restart();
    },
  ],
  ["500s", during("error")],
  ["429 with Retry-After", during("busy")],
  ["slow answers", during("slow", 800)],
  ["connections reset before the body", during("reset-before")],
  ["connections reset half way", during("reset-during")],
  ["connections reset after the body", during("reset-after")],
  ["answers cut off half way", during("half-answer")],
  [
    "everything at once",
    async (server) => {
      const faults: Fault[] = ["reset-after", "error", "half-answer", "busy", "reset-during", "slow"];
      for (const fault of faults) {
        await during(fault, 100)(server);
        await server.die();
        await server.restart();
      }
    },
  ],
];

const spools = [
  ["without a spool", undefined],
  ["with a spool", "undelivered"],
  ["with a spool written at recording", "at-record"],
] as const;

describe.concurrent.each(spools)("%s", (kind, write) => {
  it.for(scripts)(
    "every event arrives exactly once: %s",
    { timeout: 60_000 },
    async ([name, script], { onTestFinished }) => {
      // The global one does not know which of the tests that run at the same time is meant.
      const server = await FaultServer.start(onTestFinished);
      const folder = temporaryFolder(onTestFinished);
      const client = createAnalyticsClient({
        runtime,
        transport: httpTransport({ baseUrl: server.baseUrl }),
        batch: { events: 20, delayMs: 10 },
        retry: { baseMs: 5, maxMs: 300 },
        circuit: { cooldownMs: 100 },
        timeoutMs: 100,
        parts: { environment: {} },
        ...(write && { spool: { folder, write } }),
      });
      let n = 0;
      const recording = setInterval(() => {
        for (let i = 0; i < 10; i++) client.record(hookRun(++n));
      }, 5);
      await delay(50);
      await script(server);
      clearInterval(recording);
      await vi.waitUntil(async () => (await client.flush(100)).delivered, { timeout: 40_000 });
      const stats = client.stats();
      await client.close();
      expectExactlyOnce(server, stats, client.stream);
      printLedger(`${name}, ${kind}`, server, stats);
    },
  );
});

function expectExactlyOnce(server: FaultServer, stats: ClientStats, stream: string): void {
  const { recorded, acknowledged, queued, inFlight, spooled } = stats.events;
  expect(Object.values(stats.dropped).every((count) => count === 0)).toBe(true);
  expect([acknowledged, queued, inFlight, spooled]).toEqual([recorded, 0, 0, 0]);
  expect(server.events.size).toBe(recorded);
  for (let n = 1; n <= recorded; n++) expect(server.events.get(`${stream}:${n}`)).toBe(`${n}`);
}
