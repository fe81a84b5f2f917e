import { describe, expect, it } from "vitest";
import { harness, turns } from "./harness.js";

describe("grouping events", () => {
  it("sends what has come together after the delay, in the order of recording", async () => {
    const { record, clock, sent } = harness({ batch: { delayMs: 1_000 } });
    record(1, 3);
    await clock.advance(999);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(sent.map((each) => each.turns)).toEqual([turns(1, 3)]);
  });

  it("counts the delay from the first event of a batch", async () => {
    const { record, clock, sent } = harness({ batch: { delayMs: 1_000 } });
    record(1, 1);
    await clock.advance(600);
    record(2, 2);
    await clock.advance(400);
    expect(sent.map((each) => each.turns)).toEqual([["1", "2"]]);
  });

  it("sends at once what fills a request", async () => {
    const { record, clock, sent } = harness({ batch: { events: 10 } });
    record(1, 25);
    await clock.advance(0);
    expect(sent.map((each) => each.turns)).toEqual([turns(1, 10), turns(11, 20)]);
    await clock.advance(1_000);
    expect(sent[2]?.turns).toEqual(turns(21, 25));
  });

  it("keeps a request within its bytes, unless one event is larger", async () => {
    const { record, clock, sent } = harness({ batch: { bytes: 500 } });
    record(1, 9);
    await clock.advance(1_000);
    expect(sent.length).toBeGreaterThan(2);
    expect(sent.flatMap((each) => each.turns)).toEqual(turns(1, 9));
    const tiny = harness({ batch: { bytes: 1 } });
    tiny.record(1, 3);
    await tiny.clock.advance(1_000);
    expect(tiny.sent.map((each) => each.turns)).toEqual([["1"], ["2"], ["3"]]);
  });

  it("numbers the events of a client from 1, and gives each batch a key of its own", async () => {
    const { record, clock, sent, client } = harness({ batch: { events: 2 } });
    record(1, 4);
    await clock.advance(0);
    const keys = [1, 2, 3, 4].map((n) => `${client.stream}:${n}`);
    expect(sent.flatMap((each) => each.keys)).toEqual(keys);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2);
  });

  it("has one request in flight", async () => {
    const { record, clock, sent, client } = harness({ batch: { events: 1 }, answers: ["never"] });
    record(1, 5);
    await clock.advance(5_000);
    expect(sent.length).toBe(1);
    expect(client.stats().events).toMatchObject({ inFlight: 1, queued: 4 });
  });

  it("has as many requests in flight as it is told", async () => {
    const { record, clock, sent } = harness({ batch: { events: 1 }, concurrency: 3, answers: ["never"] });
    record(1, 5);
    await clock.advance(5_000);
    expect(sent.map((each) => each.turns)).toEqual([["1"], ["2"], ["3"]]);
  });

  it("drops what no longer fits into memory, and says so", async () => {
    const { record, clock, drops, client, sent } = harness({ queue: { events: 3 } });
    record(1, 5);
    await clock.advance(0);
    expect(drops).toEqual([
      ["queue_full", 1],
      ["queue_full", 1],
    ]);
    await clock.advance(1_000);
    expect(sent[0]?.turns).toEqual(turns(1, 3));
    expect(sent[0]?.drops).toBe(`${client.stream};queue_full=2`);
    expect(client.stats().dropped).toMatchObject({ queue_full: 2, closed: 0 });
  });

  it("bounds the memory by bytes too", () => {
    const { record, client } = harness({ queue: { bytes: 500 } });
    record(1, 50);
    const { events, dropped } = client.stats();
    expect(events.queued).toBeLessThan(5);
    expect(events.queued + dropped.queue_full).toBe(50);
  });

  it("leaves no timer behind when everything is delivered", async () => {
    const { record, clock } = harness();
    record(1, 3);
    await clock.advance(1_000);
    expect(clock.timers.size).toBe(0);
  });
});
