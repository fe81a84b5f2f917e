import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createAnalyticsClient, httpTransport } from "@codex-contracts/client";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ShakyServer, shakyServer } from "./shaky-server.js";

const EVENTS = 1_500;
const KILLS = 5;
const RUNTIME = {
  codex_rs_version: "0",
  runtime_os: "linux",
  runtime_os_version: "0",
  runtime_arch: "x86_64",
};

let folder: string;
let server: ShakyServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "codex-contracts-delivery-"));
  server = await shakyServer(join(folder, "server"));
  await server.start();
});
afterEach(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

it(`delivers each event once to our server, which is killed ${KILLS} times and whose every third answer is lost`, async () => {
  let answers = 0;
  const clientOf = () =>
    createAnalyticsClient({
      transport: httpTransport({
        baseUrl: server.baseUrl,
        async fetch(input, init) {
          const answer = await fetch(input, init);
          // The server has it, and the client does not know: it sends the batch again.
          if (++answers % 3 === 0) throw new TypeError("the connection broke before the answer");
          return answer;
        },
      }),
      runtime: RUNTIME,
      spool: { folder: join(folder, "spool") },
      parts: { environment: {} },
      batch: { events: 100, delayMs: 20 },
      retry: { baseMs: 50, maxMs: 500 },
      circuit: { failures: 5, cooldownMs: 500 },
    });
  let client = clientOf();
  let closed = 0;
  for (let i = 0; i < EVENTS; i++) {
    client.recordEvent(buildHookRunEvent({ thread_id: "shaky", turn_id: `turn-${i}` }));
    if (i % 50 === 0) await sleep(20);
    if (i % (EVENTS / KILLS) === EVENTS / KILLS / 2) {
      await server.kill();
      // A client that ends while the server is away leaves what it holds to the next one.
      await client.close(300);
      closed += lossesOf(client);
      client = clientOf();
      await server.start();
    }
  }
  // A flush is content with what is safe on disk while the server fails; here everything has to arrive.
  for (let waited = 0; waiting(client) > 0 && waited < 600; waited++) await sleep(100);
  const { delivered, undelivered, spooled } = await client.close(10_000);
  closed += lossesOf(client);

  const turns = () =>
    server
      .query("SELECT turn_id FROM codex_hook_run WHERE thread_id = 'shaky'")
      .map(({ turn_id }) => turn_id);
  let kept = turns();
  for (let waited = 0; new Set(kept).size < EVENTS && waited < 30; waited++) {
    await sleep(1_000);
    kept = turns();
  }
  const counts = {
    recorded: EVENTS,
    stored: new Set(kept).size,
    twice: kept.length - new Set(kept).size,
    dropped: closed,
    lost: EVENTS - new Set(kept).size - closed,
  };
  console.log(
    `server killed ${KILLS} times: ${Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(", ")}`,
  );
  expect({ delivered, undelivered, spooled }).toEqual({ delivered: true, undelivered: 0, spooled: 0 });
  expect(counts).toEqual({ recorded: EVENTS, stored: EVENTS, twice: 0, dropped: 0, lost: 0 });
});

function waiting(client: ReturnType<typeof createAnalyticsClient>): number {
  const { queued, inFlight, spooled } = client.stats().events;
  return queued + inFlight + spooled;
}

function lossesOf(client: ReturnType<typeof createAnalyticsClient>): number {
  return Object.values(client.stats().dropped).reduce((sum, count) => sum + count, 0);
}
