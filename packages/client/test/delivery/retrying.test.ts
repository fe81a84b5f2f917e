import { describe, expect, it } from "vitest";
import type { SendResult } from "../../src/index.js";
import { harness, turns } from "./harness.js";

const busy: SendResult = { kind: "retry", reason: "status 503", status: 503 };
const delivered: SendResult = { kind: "delivered" };

describe("trying again", () => {
  it("sends the same batch under the same key, until the server takes it", async () => {
    const { record, clock, sent, client } = harness({ answers: [busy, new Error("reset"), busy, delivered] });
    record(1, 2);
    await clock.advance(60_000);
    expect(sent.length).toBe(4);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(new Set(sent.map(({ keys }) => keys.join())).size).toBe(1);
    expect(client.stats()).toMatchObject({
      events: { acknowledged: 2, queued: 0 },
      requests: { sent: 4, failed: 3, delivered: 1 },
    });
  });

  it("waits twice as long after each failure, up to the longest wait", async () => {
    const { record, clock, sent } = harness({
      answers: [busy],
      retry: { baseMs: 1_000, maxMs: 5_000 },
      circuit: { failures: 100 },
    });
    record(1, 1);
    await clock.advance(20_000);
    expect(waits(sent)).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it("draws the wait evenly: full jitter", async () => {
    const draws = [0.5, 0, 0.25];
    const { record, clock, sent } = harness({
      answers: [busy],
      retry: { baseMs: 1_000 },
      parts: { random: () => draws.shift() ?? 0.999_999 },
    });
    record(1, 1);
    await clock.advance(3_000);
    expect(waits(sent)).toEqual([500, 0, 1_000]);
  });

  it("waits as long as the server asks for, within reason", async () => {
    const asked = (ms: number): SendResult => ({ ...busy, retryAfterMs: ms });
    const { record, clock, sent } = harness({
      answers: [asked(7_000), asked(1e12), delivered],
      retry: { maxRetryAfterMs: 60_000 },
    });
    record(1, 1);
    await clock.advance(100_000);
    expect(waits(sent)).toEqual([7_000, 60_000]);
  });

  it("gives a request up when it takes too long, and tries again", async () => {
    const { record, clock, sent } = harness({ answers: ["never", delivered], timeoutMs: 4_000 });
    record(1, 1);
    await clock.advance(10_000);
    expect(waits(sent)).toEqual([4_500]);
  });

  it("opens the circuit after failures in a row, and lets one try decide after the cool-down", async () => {
    const { record, clock, sent, client } = harness({
      answers: [busy, busy, busy, delivered],
      retry: { baseMs: 100 },
      circuit: { failures: 2, cooldownMs: 30_000 },
      batch: { events: 1 },
      concurrency: 4,
    });
    record(1, 1);
    await clock.advance(101);
    expect([client.stats().circuit, sent.length]).toEqual(["open", 2]);
    record(2, 9);
    await clock.advance(29_000);
    expect(sent.length).toBe(2);
    await clock.advance(1_000);
    expect([client.stats().circuit, sent.length]).toEqual(["open", 3]);
    await clock.advance(30_000);
    expect([client.stats().circuit, client.stats().events.acknowledged]).toEqual(["closed", 9]);
  });

  it("does not try again what the server refuses, and counts it", async () => {
    const { record, clock, sent, drops, client } = harness({
      answers: [{ kind: "refused", reason: "status 400" }, delivered],
    });
    record(1, 2);
    await clock.advance(1_000);
    record(3, 3);
    await clock.advance(60_000);
    expect(sent.map((each) => each.turns)).toEqual([["1", "2"], ["3"]]);
    expect(drops).toEqual([["refused", 2]]);
    expect(sent[1]?.drops).toMatch(/;refused=2$/);
    expect(client.stats().requests.lastProblem).toBe("status 400");
  });

  it("halves a batch that is too large, and refuses one event that is", async () => {
    const large: SendResult = { kind: "too-large" };
    const { record, clock, sent, drops } = harness({ answers: [large, delivered, large, delivered, large] });
    record(1, 4);
    await clock.advance(1_000);
    expect(sent.map((each) => each.turns)).toEqual([turns(1, 4), ["1", "2"], ["3", "4"], ["3"], ["4"]]);
    expect(drops).toEqual([["refused", 1]]);
  });

  it("lets others go first when a server cannot take one batch", async () => {
    const { record, clock, sent } = harness({
      answers: [busy, busy, busy, busy, busy, delivered],
      batch: { events: 1 },
      circuit: { failures: 100 },
      retry: { baseMs: 10 },
    });
    record(1, 2);
    await clock.advance(60_000);
    expect(sent.map((each) => each.turns[0])).toEqual(["1", "1", "1", "1", "1", "2", "1"]);
  });

  it("drops what has become too old", async () => {
    const { record, clock, drops, client } = harness({ answers: [busy], maxAgeMs: 60_000 });
    record(1, 2);
    await clock.advance(30_000);
    record(3, 3);
    await clock.advance(200_000);
    expect(drops.map(([reason]) => reason)).toEqual(["expired", "expired"]);
    expect(client.stats()).toMatchObject({ dropped: { expired: 3 }, events: { queued: 0 } });
    expect(clock.timers.size).toBe(0);
  });
});

function waits(sent: readonly { readonly at: number }[]): number[] {
  return sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
}
