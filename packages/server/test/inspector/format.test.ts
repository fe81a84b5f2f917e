import { describe, expect, it } from "vitest";
import { inUnit, unitText, valueText } from "../../inspector/src/event/value-text.js";
import { shortId } from "../../inspector/src/format/ids.js";
import { bytes, count, counted, duration } from "../../inspector/src/format/numbers.js";
import { ago, clock, dayAndClock, shortTime } from "../../inspector/src/format/times.js";

describe("numbers", () => {
  it.each([
    [0, "0"],
    [1234567, "1,234,567"],
  ])("%d reads %s", (value, text) => expect(count(value)).toBe(text));

  it.each([
    [1, "1 event"],
    [2, "2 events"],
    [1200, "1,200 events"],
  ])("%d of them is %s", (value, text) => expect(counted(value, "event")).toBe(text));

  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [5 * 1024 ** 3, "5 GiB"],
  ])("%d bytes are %s", (value, text) => expect(bytes(value)).toBe(text));

  it.each([
    [0, "0 ms"],
    [850, "850 ms"],
    [4321, "4.3 s"],
    [60_000, "1 min"],
    [125_000, "2 min 5 s"],
    [3_600_000 * 3 + 60_000 * 10, "3 h 10 min"],
    [86_400_000 * 2, "2 d"],
  ])("%d ms are %s", (value, text) => expect(duration(value)).toBe(text));
});

describe("times", () => {
  const now = Date.parse("2026-04-24T12:00:00Z");
  const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

  it.each([
    [0, "just now"],
    [40, "40 s ago"],
    [90, "1 min ago"],
    [3 * 3600, "3 h ago"],
    [50 * 3600, "2 d ago"],
  ])("%d s before is %s", (seconds, text) => expect(ago(before(seconds), now)).toBe(text));

  it("are shown where the reader is", () => {
    // A time without a zone is one of the reader.
    const iso = new Date("2026-04-24T07:08:09").toISOString();
    expect(clock(iso)).toBe("07:08:09");
    expect(dayAndClock(iso)).toBe("2026-04-24 07:08:09");
    expect(shortTime(iso, Date.parse(iso))).toBe("07:08:09");
    expect(shortTime(iso, Date.parse(iso) + 86_400_000)).toBe("2026-04-24 07:08:09");
  });
});

describe("values", () => {
  it.each([
    ["text", '"text"'],
    [null, "null"],
    [1.5, "1.5"],
    [true, "true"],
    [undefined, ""],
  ])("%j is shown as JSON", (value, text) => expect(valueText(value)).toBe(text));

  it.each([
    { value: 4321, unit: "ms", text: "4.3 s" },
    { value: 850, unit: "ms", text: undefined },
    { value: 12_000, unit: "tokens", text: "12,000 tokens" },
    { value: 0, unit: "unix-s", text: undefined },
    { value: 9e15, unit: "unix-s", text: undefined },
    { value: 404, unit: "http-status", text: undefined },
    { value: "4321", unit: "ms", text: undefined },
    { value: 5, unit: null, text: undefined },
    { value: 5, unit: "constructor", text: undefined },
  ])("$value in $unit is $text", ({ value, unit, text }) => expect(inUnit(value, unit)).toBe(text));

  it("have their units in words", () => {
    expect(unitText("ms")).toBe("milliseconds");
    expect(unitText("tokens")).toBe("tokens");
    expect(unitText("toString")).toBe("toString");
  });
});

it("shortens ids to what tells them apart", () => {
  expect(shortId("01a1f842-ae43-7ed3-9aa4-e26ada1003ca")).toBe("01a1…1003ca");
  expect(shortId("short")).toBe("short");
});
