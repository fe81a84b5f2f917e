import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createAnalyticsClient, httpTransport } from "@codex-contracts/client";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Fault, type FaultProxy, faultProxy } from "./fault-proxy.js";
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

it.each<[Fault, number]>([
  ["500", 2],
  ["429", 4],
  ["slow", 3],
  ["lost answer", 2],
  ["reset half way", 2],
])("delivers each event once when requests meet %s", async (fault, every) => {
  const proxy = await faultProxy(server.origin, (request) => (request % every === 0 ? fault : "none"), 600);
  try {
    await deliverThrough(proxy, fault);
    expect(proxy.met).toBeGreaterThan(0);
  } finally {
    await proxy.close();
  }
});

it("delivers each event once after the server was away for longer than every wait", async () => {
  const back = Date.now() + 5_000;
  const proxy = await faultProxy(server.origin, () => (Date.now() < back ? "away" : "none"), 0);
  try {
    await deliverThrough(proxy, "away");
    expect(proxy.met).toBeGreaterThan(3);
  } finally {
    await proxy.close();
  }
});

it("delivers what 100 killed clients left in their spool, each event once", async () => {
  const noted: string[] = [];
  const round = async (n: number) => {
    const notes = join(folder, `notes-${n}`);
    const child = spawn(process.execPath, [
      fileURLToPath(new URL("killed-client.mjs", import.meta.url)),
      server.baseUrl,
      join(folder, "spool"),
      notes,
      `run-${n}`,
    ]);
    const gone = once(child, "exit");
    while (!(existsSync(notes) && readFileSync(notes, "utf8").includes("\n"))) await sleep(5);
    await sleep((n * 37) % 150);
    child.kill("SIGKILL");
    await gone;
    noted.push(...readFileSync(notes, "utf8").split("\n").slice(0, -1));
  };
  for (let n = 0; n < 100; n += 4) await Promise.all([n, n + 1, n + 2, n + 3].map(round));
  const heir = createAnalyticsClient({
    transport: httpTransport({ baseUrl: server.baseUrl }),
    runtime: RUNTIME,
    spool: { folder: join(folder, "spool") },
    parts: { environment: {} },
  });
  await expect.poll(() => waiting(heir), { timeout: 60_000, interval: 200 }).toBe(0);
  await heir.close();
  const kept = await untilKept("killed", noted);
  console.log(`100 clients killed: noted ${noted.length}, ${told(kept, noted, lossesOf(heir))}`);
  expect(kept.length).toBe(new Set(kept).size);
  expect(noted.filter((turn) => !kept.includes(turn))).toEqual([]);
});

async function deliverThrough({ baseUrl }: FaultProxy, name: string): Promise<void> {
  const client = createAnalyticsClient({
    transport: httpTransport({ baseUrl: `${baseUrl}/backend-api` }),
    runtime: RUNTIME,
    spool: { folder: join(folder, "spool") },
    parts: { environment: {} },
    batch: { events: 25, delayMs: 10 },
    retry: { baseMs: 20, maxMs: 200 },
    circuit: { failures: 5, cooldownMs: 200 },
    timeoutMs: 300,
  });
  const turns = Array.from({ length: 300 }, (_, i) => `turn-${i}`);
  for (const turn of turns) {
    client.recordEvent(buildHookRunEvent({ thread_id: name, turn_id: turn }));
    await sleep(1);
  }
  await expect.poll(() => waiting(client), { timeout: 60_000, interval: 100 }).toBe(0);
  await client.close();
  const kept = await untilKept(name, turns);
  console.log(`${name}: recorded ${turns.length}, ${told(kept, turns, lossesOf(client))}`);
  expect({ kept: kept.length, dropped: lossesOf(client) }).toEqual({ kept: turns.length, dropped: 0 });
  expect(new Set(kept)).toEqual(new Set(turns));
}

/** The turns of a thread that are in the tables, once those that are expected are, or after half a minute. */
async function untilKept(thread: string, expected: readonly string[]): Promise<readonly string[]> {
  const ask = () =>
    server
      .query(`SELECT turn_id FROM codex_hook_run WHERE thread_id = '${thread}'`)
      .map(({ turn_id }) => String(turn_id));
  let kept = ask();
  for (let tries = 0; tries < 30; tries++) {
    const known = new Set(kept);
    if (expected.every((turn) => known.has(turn))) break;
    await sleep(1_000);
    kept = ask();
  }
  return kept;
}

function told(kept: readonly string[], expected: readonly string[], dropped: number): string {
  const known = new Set(kept);
  const lost = expected.filter((turn) => !known.has(turn)).length - dropped;
  return `stored ${known.size}, twice ${kept.length - known.size}, dropped ${dropped}, lost ${lost}`;
}

function waiting(client: ReturnType<typeof createAnalyticsClient>): number {
  const { queued, inFlight, spooled } = client.stats().events;
  return queued + inFlight + spooled;
}

function lossesOf(client: ReturnType<typeof createAnalyticsClient>): number {
  return Object.values(client.stats().dropped).reduce((sum, count) => sum + count, 0);
}
