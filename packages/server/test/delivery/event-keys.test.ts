import { fixtures } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { checkEventKeys, eventKeysOf, expandEventKeys } from "../../src/delivery/event-keys.js";

describe("event keys", () => {
  it.each([
    ["k3Jw9xQ2aB:17", ["k3Jw9xQ2aB:17"]],
    [
      "k3Jw9xQ2aB:17-19,25;p0Zq81Lm2c:3",
      ["k3Jw9xQ2aB:17", "k3Jw9xQ2aB:18", "k3Jw9xQ2aB:19", "k3Jw9xQ2aB:25", "p0Zq81Lm2c:3"],
    ],
    ["k3Jw9xQ2aB:9007199254740991", ["k3Jw9xQ2aB:9007199254740991"]],
    ["k3Jw9xQ2aB:2,1", ["k3Jw9xQ2aB:2", "k3Jw9xQ2aB:1"]],
  ])("%s", (text, keys) => expect(expandEventKeys(text, keys.length)).toEqual(keys));

  it.each([
    ["fewer than events", "k3Jw9xQ2aB:1", 2],
    ["more than events", "k3Jw9xQ2aB:1-3", 2],
    ["more than memory holds", "k3Jw9xQ2aB:1-9007199254740991", 2],
    ["not whole", "k3Jw9xQ2aB:1.5", 1],
    ["beyond what a double holds", "k3Jw9xQ2aB:9007199254740993", 1],
    ["backwards", "k3Jw9xQ2aB:3-1", 1],
    ["of a short stream", "k:1", 1],
    ["of no stream", "1-3", 3],
    ["empty", "", 0],
    ["with blanks", "k3Jw9xQ2aB:1, 2", 2],
  ])("that are %s are refused", (_, text, count) => {
    expect(() => checkEventKeys(text, count)).toThrow(expect.objectContaining({ name: "EventKeysError" }));
  });

  it("in the examples of the contract expand", () => {
    for (const headers of fixtures["ingestion/delivery-headers"].valid) {
      const text = headers.value["x-codex-contracts-event-keys"];
      if (text === undefined) continue;
      expect(() => checkEventKeys(text, -1)).toThrow("as many event keys as events");
    }
  });

  it("are made of the entry when the sender gives none", () => {
    expect(eventKeysOf({ key: "abc", meta: { event_keys: null } }, 2)).toEqual(["abc:0", "abc:1"]);
    expect(eventKeysOf({ key: "abc", meta: { event_keys: "k3Jw9xQ2aB:7-8" } }, 2)).toEqual([
      "k3Jw9xQ2aB:7",
      "k3Jw9xQ2aB:8",
    ]);
  });
});
