import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Log, LogReader } from "../../../src/log/log.js";
import { type NatsLog, openNatsLog } from "../../../src/log/nats/nats-log.js";
import { type NatsLogOptions, parseNatsUrl } from "../../../src/log/nats/nats-log-options.js";
import { hasNats, type NatsServers, startNats } from "./nats-servers.js";
import { isWhole, leaderOf } from "./stream-state.js";

/** What a sender and a worker counted while servers came and went. */
interface Tally {
  sent: number;
  acknowledged: number;
  refused: number;
  delivered: number;
  twice: number;
  lost: number;
}

describe.skipIf(!hasNats)("a log in three NATS servers (needs nats-server)", () => {
  let nats: NatsServers;
  let options: NatsLogOptions;
  let log: NatsLog;

  beforeAll(async () => {
    nats = await startNats(3);
    options = {
      ...parseNatsUrl(nats.url),
      maxBytes: 64 * 1024 ** 2,
      ackWaitMs: 2_000,
    };
    log = await openNatsLog(options);
  }, 30_000);
  afterAll(async () => {
    await log.close();
    await nats.stop();
  });

  it("has been waited for, and has nothing to warn of", () => {
    expect(log.warnings).toEqual([]);
  });

  it("loses nothing that it acknowledged while the leader and then another server die and come back", async () => {
    const worker = await log.reader();
    const leader = await leaderOf(nats, options.stream);
    const other = nats.servers.find(({ name }) => name !== leader?.name);
    const tally = await underLoad(log, worker, async (acknowledgesAgain) => {
      await acknowledgesAgain();
      for (const victim of [leader, other]) {
        await victim?.kill();
        await acknowledgesAgain();
        await victim?.start();
        await expect.poll(() => isWhole(nats, options.stream), { timeout: 20_000, interval: 200 }).toBe(true);
      }
    });
    const counts = Object.entries(tally).map(([what, count]) => `${what} ${count}`);
    console.log(`two of three servers killed in turn: ${counts.join(", ")}`);
    expect(tally.lost).toBe(0);
    expect(tally.acknowledged).toBeGreaterThan(100);
    expect(tally.delivered).toBeGreaterThanOrEqual(tally.acknowledged);
    await worker.close();
  }, 150_000);
});

/** Appends and reads until `trouble` is over and all that was acknowledged has come out. */
async function underLoad(
  log: Log,
  worker: LogReader,
  trouble: (acknowledgesAgain: () => Promise<void>) => Promise<void>,
): Promise<Tally> {
  const acknowledged = new Set<string>();
  const delivered = new Map<string, number>();
  const tally: Tally = { sent: 0, acknowledged: 0, refused: 0, delivered: 0, twice: 0, lost: 0 };
  let over = false;
  const send = async () => {
    while (!over) {
      const key = `k${tally.sent++}`;
      try {
        await log.append({
          key,
          receivedAt: Date.now(),
          meta: { token: null, user_agent: null, originator: null, event_keys: null },
          body: new TextEncoder().encode(`{"events":[{"key":"${key}"}]}`),
        });
        acknowledged.add(key);
      } catch {
        tally.refused++;
      }
      await sleep(2);
    }
  };
  const missing = () => [...acknowledged].filter((key) => !delivered.has(key)).length;
  const read = async () => {
    // A consumer without a leader chooses one within 9 s, and again when two servers have voted for themselves.
    const patience = 60_000;
    let overSince: number | undefined;
    while (overSince === undefined || (missing() > 0 && Date.now() - overSince < patience)) {
      if (over) overSince ??= Date.now();
      const batch = await worker.read({ entries: 500, bytes: 1024 ** 2, waitMs: 200 });
      for (const { key } of batch.entries) delivered.set(key, (delivered.get(key) ?? 0) + 1);
      await batch.done();
    }
  };
  const senders = Array.from({ length: 16 }, send);
  const reading = read();
  await trouble(async () => {
    const enough = acknowledged.size + 100;
    await expect.poll(() => acknowledged.size, { timeout: 30_000, interval: 50 }).toBeGreaterThan(enough);
  });
  over = true;
  await Promise.all([...senders, reading]);
  tally.acknowledged = acknowledged.size;
  tally.delivered = delivered.size;
  tally.twice = [...delivered.values()].filter((times) => times > 1).length;
  tally.lost = missing();
  return tally;
}
