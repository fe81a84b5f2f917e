import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BroadcastChannel } from "node:worker_threads";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// The compiled ones: they start threads from files beside them.
import { openSqliteLog, type SqliteLog } from "../../dist/log/sqlite/sqlite-log.js";
import { type StoreClient, type StoreClientOptions, startStore } from "../../dist/serve/store-client.js";
import { defaultConfig } from "../../src/config/defaults.js";

const endsAtOnce = new URL("threads/ends-at-once.mjs", import.meta.url);
const endsWhenTold = new URL("threads/ends-when-told.mjs", import.meta.url);
const SLOW = { timeout: 60_000 };
let folder = "";
let closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-client-"));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function start(options: Partial<StoreClientOptions>): Promise<StoreClient> {
  const client = await startStore({
    config: { ...defaultConfig, folder },
    log: () => null,
    onBatch: () => {},
    onFailure: () => {},
    onEnd: () => {},
    onBack: () => {},
    ...options,
  });
  closing.push(() => client.close());
  return client;
}

describe("a thread of the store that ends again and again", SLOW, () => {
  /** The pauses before its first starts, when each life takes so many milliseconds. */
  async function pauses(lifeMs: number, count: number): Promise<number[]> {
    const waited: number[] = [];
    let time = 0;
    let [enough, isEnough] = [() => {}, Promise.resolve()];
    isEnough = new Promise((resolve) => {
      enough = resolve;
    });
    await start({
      script: endsAtOnce,
      now: () => {
        time += lifeMs;
        return time;
      },
      async sleep(ms, signal) {
        waited.push(ms);
        if (waited.length < count) return;
        enough();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      },
    });
    await isEnough;
    return waited;
  }

  it("is started at once, then more and more slowly", async () => {
    expect(await pauses(1, 9)).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("is started at once each time when it has worked for a while", async () => {
    expect(await pauses(60_000, 4)).toEqual([0, 0, 0, 0]);
  });

  it("has its questions refused, says for how long it is away, and can be closed", async () => {
    let time = 0;
    const ended = new Promise<Error>((resolve) => {
      void start({
        script: endsAtOnce,
        now: () => time,
        sleep: (_, signal) => new Promise((done) => signal.addEventListener("abort", done)),
        onEnd: (error) => resolve(error),
      }).then((client) => {
        store = client;
      });
    });
    let store: StoreClient | undefined;
    expect((await ended).message).toBe("the thread is gone");
    time = 7000;
    await expect.poll(() => store?.awayMs).toBe(7000);
    const refusal = { name: "StoreError", code: "unavailable" };
    await expect(store?.query("SELECT 1")).rejects.toMatchObject(refusal);
    await expect(store?.export({ format: "ndjson" })[Symbol.asyncIterator]().next()).rejects.toMatchObject(
      refusal,
    );
    await store?.close();
  });

  it("stops the start when it cannot be opened the first time", async () => {
    const file = join(folder, "log");
    await expect(
      start({ config: { ...defaultConfig, folder: file, store: "postgres://%" } }),
    ).rejects.toThrow();
  });
});

describe("a thread of the store that ends in the middle", SLOW, () => {
  const channel = new BroadcastChannel("end the thread of the store");
  let log: SqliteLog;

  /** Appends requests until it is told to stop; how many it has appended. */
  function appendAll(): () => Promise<number> {
    let stopped = false;
    const done = (async () => {
      let count = 0;
      for (; !stopped; count++) {
        const events = [buildHookRunEvent({ thread_id: `thread-${count}` }), buildHookRunEvent()];
        const meta = { token: null, user_agent: null, originator: null, event_keys: null };
        const body = Buffer.from(JSON.stringify({ events }));
        await log.append({ key: `request-${count}`, receivedAt: Date.now(), meta, body });
      }
      return count;
    })();
    return () => {
      stopped = true;
      return done;
    };
  }

  it("is replaced, and what it had not settled is stored once", async () => {
    log = await openSqliteLog(join(folder, "log"));
    closing.push(() => log.close());
    const ends: string[] = [];
    let backs = 0;
    const store = await start({
      script: endsWhenTold,
      log: () => log.readerPort(),
      sleep: async () => {},
      onEnd: ({ message }) => ends.push(message),
      onBack: () => void backs++,
    });
    const stopAppending = appendAll();
    const rounds = 4;
    for (let round = 1; round <= rounds; round++) {
      // Takes more than a second the first time, on however many processors.
      const steps = round === 1 ? 40_000 : 1;
      const sql = `WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < ${steps}) SELECT count(*) FROM t`;
      const answer = store.query(sql).catch((error: unknown) => error);
      // At different moments of a batch; the first time in the middle of a question, too.
      await new Promise((resolve) => setTimeout(resolve, 40 + 37 * round));
      channel.postMessage("");
      if (round === 1) expect(await answer).toMatchObject({ name: "StoreError", code: "unavailable" });
      await expect.poll(() => backs, { timeout: 20_000 }).toBe(round);
    }
    const appended = await stopAppending();
    await expect.poll(async () => (await log.lag()).entries, { timeout: 20_000 }).toBe(0);
    const sql = "SELECT count(*), count(DISTINCT event_key), count(DISTINCT thread_id) FROM codex_hook_run";
    const { rows } = await store.query(sql);
    // One thread of the builder beside those of the requests.
    expect(rows).toEqual([[2 * appended, 2 * appended, appended + 1]]);
    expect([appended > rounds, ends, store.awayMs]).toEqual([
      true,
      Array.from({ length: rounds }, () => "the thread is gone"),
      0,
    ]);
    channel.close();
  });
});
