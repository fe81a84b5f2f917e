import { DeliveryHeaders } from "@codex-contracts/protocol/ingestion";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBatches } from "../../src/delivery/batch.js";
import { streamId } from "../../src/delivery/event-key.js";
import { Losses } from "../../src/delivery/losses.js";
import { dropReasons, type EventKey, formatEventKeys } from "../../src/index.js";

const a = "aaaaaaaaaa";
const b = "bbbbbbbbbb";
const keys = (stream: string, ...numbers: number[]): EventKey[] => numbers.map((n) => ({ stream, n }));

describe("the header of event keys", () => {
  it.each<[string, readonly EventKey[]]>([
    [`${a}:1`, keys(a, 1)],
    [`${a}:1-3`, keys(a, 1, 2, 3)],
    [`${a}:1-2,4,7-8`, keys(a, 1, 2, 4, 7, 8)],
    [`${a}:3,2,1`, keys(a, 3, 2, 1)],
    [`${a}:17-18;${b}:3`, [...keys(a, 17, 18), ...keys(b, 3)]],
    [`${a}:1;${b}:1;${a}:2`, [...keys(a, 1), ...keys(b, 1), ...keys(a, 2)]],
  ])("%s", (text, list) => {
    expect(formatEventKeys(list)).toBe(text);
  });

  it("says every list of keys, in order, in the shape of its contract", () => {
    const key = fc.record({ stream: fc.constantFrom(a, b), n: fc.nat({ max: 30 }) });
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 40 }), (list) => {
        const text = formatEventKeys(list);
        expect(readEventKeys(text)).toEqual(list);
        expect(DeliveryHeaders.is({ "x-codex-contracts-event-keys": text })).toBe(true);
      }),
    );
  });
});

it("a batch has no more keys than fit into a header, however scattered they are", () => {
  const stream = "s".repeat(64);
  const scattered = Array.from({ length: 1_000 }, (_, i) => ({
    stream: i % 2 === 0 ? stream : `${stream.slice(1)}t`,
    n: Number.MAX_SAFE_INTEGER - 3 * i,
    at: 0,
    text: "{}",
    bytes: 2,
  }));
  const whole = scattered.map((event, i) => ({ ...event, stream, n: i + 1 }));
  const batchesOf = (events: typeof scattered) =>
    makeBatches(events, {
      limits: { events: 1_000, bytes: 1e6 },
      origin: { segments: [], batches: 0, done: 0 },
      newId: () => "id",
    });
  const batches = batchesOf(scattered);
  expect(batches.flatMap(({ events }) => events)).toEqual(scattered);
  expect(Math.max(...batches.map(({ events }) => formatEventKeys(events).length))).toBeLessThan(12_000);
  expect(batchesOf(whole).length).toBe(1);
});

it("stream ids and losses have the shape of their contract", () => {
  const stream = streamId("01a1f842-ae43-7ed3-9aa4-e26ada1003ca");
  expect(stream).toBe("a1f842ae437ed39aa4");
  const losses = new Losses();
  expect(losses.header(stream)).toBeUndefined();
  for (const reason of dropReasons) losses.count(reason, 2);
  const header = losses.header(stream);
  expect(header).toMatch(/^a1f842ae437ed39aa4;queue_full=2,consent=2,/);
  expect(DeliveryHeaders.is({ "x-codex-contracts-drops": header })).toBe(true);
});

function readEventKeys(text: string): EventKey[] {
  return text.split(";").flatMap((part) => {
    const [stream = "", ranges = ""] = part.split(":");
    return ranges.split(",").flatMap((range) => {
      const [first = 0, last = first] = range.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => ({ stream, n: first + i }));
    });
  });
}
