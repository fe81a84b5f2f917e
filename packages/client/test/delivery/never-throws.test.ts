import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { createAnalyticsClient, systemClock, type Transport } from "../../src/index.js";
import { harness, hookRun, runtime, turns } from "./harness.js";
import { ManualClock } from "./manual-clock.js";
import { spoolHarness } from "./spool-harness.js";

const fail = (): never => {
  throw new Error("on purpose");
};

describe("recording", () => {
  it("goes on when listeners throw", async () => {
    const { client, clock, sent } = harness({
      queue: { events: 1 },
      onDrop: fail,
      onWarning: fail,
      onInvalid: fail,
    });
    client.record(hookRun(1));
    client.record(hookRun(2));
    client.record({ fact: "hook_run" } as ReturnType<typeof hookRun>);
    await clock.advance(1_000);
    expect(sent.flatMap(({ turns }) => turns)).toEqual(["1"]);
    expect(client.stats().dropped).toMatchObject({ queue_full: 1, invalid: 1 });
  });

  it.each<[string, Transport]>([
    ["prepare throws", { prepare: fail }],
    ["prepare rejects", { prepare: () => Promise.reject(new Error("on purpose")) }],
    ["sending throws", { prepare: async () => fail }],
    ["closing rejects", { prepare: fail, close: () => Promise.reject(new Error("on purpose")) }],
  ])("goes on when a transport fails: %s", async (_, transport) => {
    const clock = new ManualClock();
    const client = createAnalyticsClient({ runtime, transport, parts: { clock, environment: {} } });
    client.record(hookRun(1));
    await clock.advance(60_000);
    expect(client.stats()).toMatchObject({ events: { queued: 1, acknowledged: 0 } });
    const closing = client.close(1_000);
    await clock.advance(1_000);
    expect(await closing).toEqual({ delivered: false, undelivered: 1, spooled: 0 });
  });

  it("judges what leaves, not what was given: a later change cannot slip through", async () => {
    const { client, clock, sent } = harness();
    const event = buildHookRunEvent();
    client.recordEvent(event);
    Object.assign(event.event_params, { prompt: "secret" });
    await clock.advance(1_000);
    expect(sent).toEqual([]);
    expect(client.stats().dropped.invalid).toBe(1);
  });

  it("goes on when an event cannot be read", async () => {
    const { client, clock } = harness();
    const event = buildHookRunEvent();
    Object.defineProperty(event.event_params, "status", { get: fail, enumerable: true });
    client.recordEvent(event);
    await clock.advance(1_000);
    expect(client.stats().dropped.invalid).toBe(1);
  });

  it("keeps the order and loses nothing, however much comes at once", async () => {
    const { record, clock, sent } = harness();
    record(1, 3_000);
    await clock.advance(10_000);
    expect(sent.flatMap(({ turns: each }) => each)).toEqual(turns(1, 3_000));
  });

  it("does no work of the sender", () => {
    let prepared = 0;
    const transport: Transport = {
      prepare: async () => {
        prepared += 1;
        return async () => ({ kind: "delivered" });
      },
    };
    const client = createAnalyticsClient({
      runtime,
      transport,
      batch: { events: 1 },
      parts: { environment: {} },
    });
    for (let i = 0; i < 100; i++) client.record(hookRun(i));
    expect(prepared).toBe(0);
  });
});

describe("waiting", () => {
  it("holds the process while somebody waits, and no longer", async () => {
    const { client, clock, record } = harness();
    record(1, 1);
    const flushing = client.flush(5_000);
    expect(clock.held).toBe(1);
    await clock.advance(0);
    expect(await flushing).toEqual({ delivered: true, undelivered: 0, spooled: 0 });
    expect(clock.held).toBe(0);
  });

  it("sends at once what is waited for", async () => {
    const { client, clock, record, sent } = harness({ batch: { delayMs: 60_000 } });
    record(1, 3);
    void client.flush();
    await clock.advance(0);
    expect(sent[0]?.turns).toEqual(["1", "2", "3"]);
  });

  it("ends when all is on disk and a try has failed, or none will come in time", async () => {
    const { client, clock, record } = spoolHarness({
      answers: [new Error("refused")],
      retry: { baseMs: 1_000 },
      circuit: { failures: 2, cooldownMs: 60_000 },
    });
    record(1, 3);
    const onDisk = { delivered: false, undelivered: 0, spooled: 3 };
    const first = client.flush(5_000);
    await clock.advance(0);
    expect(await first).toEqual(onDisk);
    const second = client.flush(5_000);
    await clock.advance(999);
    expect(client.stats().requests.failed).toBe(1);
    await clock.advance(1);
    expect(await second).toEqual(onDisk);
    expect(await client.flush(5_000)).toEqual(onDisk);
    expect(client.stats()).toMatchObject({ circuit: "open", requests: { failed: 2 } });
  });

  it("lets the event loop turn, so that asking again and again starves nothing", async () => {
    const { client } = harness();
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    for (let i = 0; i < 10; i++) await client.flush();
    expect(turned).toBe(true);
  });

  it("takes the longest wait for what it is", async () => {
    const clock = systemClock;
    const timer = clock.setTimeout(() => {
      throw new Error("too early");
    }, Number.MAX_SAFE_INTEGER);
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock.clearTimeout(timer);
  });

  it("ends at its timeout, and says what is left", async () => {
    const { client, clock, record } = harness({ answers: ["never"] });
    record(1, 3);
    const flushing = client.flush(5_000);
    await clock.advance(5_000);
    expect(await flushing).toEqual({ delivered: false, undelivered: 3, spooled: 0 });
  });

  it("closes once, and by `await using`", async () => {
    let closed = 0;
    const clock = new ManualClock();
    const transport: Transport = {
      prepare: async () => async () => ({ kind: "delivered" }),
      close: async () => void closed++,
    };
    const listeners = process.listenerCount("exit");
    const client = createAnalyticsClient({ runtime, transport, parts: { clock, environment: {} } });
    await Promise.all([client[Symbol.asyncDispose](), client.close(), client.close()]);
    expect([closed, process.listenerCount("exit"), clock.timers.size]).toEqual([1, listeners, 0]);
  });
});
