import { describe, expect, it } from "vitest";
import { createClientDrops } from "../../src/receive/client-drops.js";

const totalsAfter = (headers: readonly string[], maxStreams?: number) => {
  const drops = createClientDrops(maxStreams);
  for (const header of headers) drops.record(header);
  return Object.fromEntries(drops.totals());
};

describe("losses of clients", () => {
  it("are totals of a stream: only their growth counts", () => {
    expect(
      totalsAfter(["stream-a;queue_full=3", "stream-a;queue_full=5,consent=1", "stream-a;queue_full=5"]),
    ).toEqual({
      queue_full: 5,
      consent: 1,
    });
  });

  it("of several streams add up", () => {
    expect(totalsAfter(["stream-a;queue_full=3", "stream-b;queue_full=4"])).toEqual({ queue_full: 7 });
  });

  it("never shrink", () => {
    expect(totalsAfter(["stream-a;queue_full=3", "stream-a;queue_full=1"])).toEqual({ queue_full: 3 });
  });

  it("have a bounded number of reasons", () => {
    const headers = Array.from(
      { length: 100 },
      (_, i) => `stream-a;reason_${"abcdefghij"[i % 10]}${"abcdefghij"[(i / 10) | 0]}=1`,
    );
    const totals = totalsAfter(headers);
    expect(Object.keys(totals).length).toBeLessThanOrEqual(33);
    expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBe(100);
  });

  it("of a bounded number of streams are remembered", () => {
    expect(totalsAfter(["stream-a;x=1", "stream-b;x=1", "stream-c;x=1", "stream-a;x=1"], 2)).toEqual({
      x: 4,
    });
  });
});
