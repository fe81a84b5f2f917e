import { describe, expect, it } from "vitest";
import { parseEventKey, streamId } from "../../src/store/event-key.js";

describe("an event key", () => {
  it.each([
    ["streamAAAA:7", { stream: "streamAAAA", n: 7 }],
    ["a:b:0", { stream: "a:b", n: 0 }],
    [":1", undefined],
    ["stream", undefined],
    ["stream:-1", undefined],
    ["stream:1.5", undefined],
  ])("%j is read", (key, expected) => {
    expect(parseEventKey(key)).toEqual(expected);
  });

  it("has a stream of 128 bits: its own for a UUID, a hash for any other name", () => {
    expect(streamId("0190a000-0000-7000-8000-00000000000a").id).toBe("0190a00000007000800000000000000a");
    expect(streamId("streamAAAA").id).toMatch(/^[0-9a-f]{32}$/);
    expect(streamId("streamAAAA").id).not.toBe(streamId("streamAAAB").id);
    // Written differently it is another name, so that no two names are one stream.
    expect(streamId("0190A000-0000-7000-8000-00000000000A").id).not.toBe("0190a00000007000800000000000000a");
  });

  it.each([
    ["0190a000-0000-7000-8000-00000000000a", true],
    ["0190a000-0000-4000-8000-00000000000a", false],
    ["0190A000-0000-7000-8000-00000000000A", false],
    ["streamAAAA", false],
  ])("%s tells its time: %s", (stream, expected) => {
    expect(streamId(stream).ordered).toBe(expected);
  });
});
