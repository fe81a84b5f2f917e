import { DeliveryHeaders } from "@codex-contracts/protocol/ingestion";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
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
