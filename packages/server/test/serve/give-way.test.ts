import { expect, it } from "vitest";
import type { Pressure } from "../../src/log/sqlite/sqlite-log.js";
import { giveWayTo } from "../../src/serve/give-way.js";

const KiB = 1024;
const GiB = 1024 ** 3;

it.each([
  ["nobody waits", 0, 0, false],
  ["few wait", 3, 0, false],
  ["many wait", 4, 0, true],
  ["many wait, and the log has room", 100, 250 * KiB - 1, true],
  ["many wait, and the log fills up", 100, 256 * KiB, false],
])("while %s, the store gives way: %s requests, %s KiB: %s", (_, requests, laggingKiB, expected) => {
  const pressure: Pressure = new Int32Array(new SharedArrayBuffer(8));
  pressure.set([requests, laggingKiB]);
  expect(giveWayTo(pressure, { max_log_bytes: GiB })() > 0).toBe(expected);
});
