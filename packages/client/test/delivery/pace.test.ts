import { describe, expect, it } from "vitest";
import { deliverySettings } from "../../src/delivery/delivery-settings.js";
import { readRetryAfter } from "../../src/delivery/retry-after.js";

const now = Date.parse("2026-04-24T10:00:00Z");

describe("Retry-After", () => {
  it.each<[string | undefined, number | undefined]>([
    ["120", 120_000],
    ["0", 0],
    [" 7 ", 7_000],
    ["Fri, 24 Apr 2026 10:00:30 GMT", 30_000],
    ["Friday, 24-Apr-26 10:00:30 GMT", 30_000],
    ["Fri Apr 24 10:00:30 2026 GMT", 30_000],
    ["Fri, 24 Apr 2026 09:00:00 GMT", 0],
    ["-1", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j", (text, ms) => {
    expect(readRetryAfter(text, now)).toBe(ms);
  });
});

describe("settings", () => {
  it.each([
    { queue: { events: 0 } },
    { batch: { bytes: -1 } },
    { timeoutMs: Number.NaN },
    { concurrency: 0 },
    { circuit: { failures: 0 } },
  ])("%j is refused by name", (options) => {
    expect(() => deliverySettings(options)).toThrow(
      /^(queue|batch|circuit)?\.?\w+ must be a number above 0$/,
    );
  });
});
