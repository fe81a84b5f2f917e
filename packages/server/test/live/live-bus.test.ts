import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import type { EventRecord } from "../../src/api/wire.js";
import { judgeBody } from "../../src/judge/judge-request.js";
import { createLiveBus } from "../../src/live/live-bus.js";
import type { Received } from "../../src/receive/receiver.js";

function start() {
  let time = 0;
  const bus = createLiveBus({
    now: () => time,
    perTenth: 3,
    clients: {},
    quarantineCeiling: "pseudonymous-id",
  });
  const seen: string[] = [];
  const skipped: (string | null)[][] = [];
  let count = 0;
  const threadsOf = (records: Iterable<EventRecord>) => [...records].map(({ thread_id }) => thread_id);
  const stop = bus.subscribe({
    onEvent: ({ key }) => seen.push(key),
    onSkipped(more, records) {
      count += more;
      skipped.push(threadsOf(records()));
    },
  });
  return { bus, seen, skipped, stop, count: () => count, pass: (ms: number) => void (time += ms) };
}

function received(key: string, threads: readonly string[]): Received {
  const events = threads.map((thread_id) => buildHookRunEvent({ thread_id }));
  const body = Buffer.from(JSON.stringify({ events }));
  const judged = judgeBody(body);
  if (!judged.ok) throw new Error("the events are refused");
  const meta = { token: null, user_agent: null, originator: null, event_keys: null };
  return { entry: { key, receivedAt: 0, meta, body }, judged, duplicates: 0 };
}

describe("events at receipt", () => {
  it("are shown as far as there is time, and the others are told", () => {
    const { bus, seen, skipped, count, pass } = start();
    bus.publish(received("a", ["1", "2"]));
    bus.publish(received("b", ["3", "4", "5"]));
    bus.publish(received("c", ["6"]));
    expect([seen, skipped, count()]).toEqual([["a:0", "a:1", "b:0"], [["4", "5"], ["6"]], 3]);
    pass(100);
    bus.publish(received("d", ["7"]));
    expect([seen.at(-1), count(), bus.totals().accepted]).toEqual(["d:0", 3, 7]);
  });

  it("are neither shown nor counted as skipped once nobody listens", () => {
    const { bus, seen, count, stop } = start();
    stop();
    bus.publish(received("a", ["1", "2", "3", "4"]));
    expect([seen, count(), bus.totals().accepted]).toEqual([[], 0, 4]);
  });
});
