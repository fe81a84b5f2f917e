import { expect, it } from "vitest";
import type { Pressure } from "../../src/log/sqlite/sqlite-log.js";
import { giveWayTo } from "../../src/serve/give-way.js";

const KiB = 1024;
const GiB = 1024 ** 3;

const PAUSES = { none: 0, short: 4, long: 100 };

it.each([
  ["nobody waits", 0, 0, 0, "none"],
  ["few wait", 3, 0, 0, "none"],
  ["many wait", 4, 0, 0, "short"],
  ["many wait, and the log has room", 31, 250 * KiB - 1, 4999, "short"],
  ["a burst comes", 32, 0, 0, "long"],
  ["a burst goes on", 100, 250 * KiB - 1, 4999, "long"],
  ["a burst has gone on for five seconds", 100, 0, 5000, "short"],
  ["many wait, and the log fills up", 100, 256 * KiB, 0, "none"],
] as const)("while %s, the store pauses: %s requests, %s KiB, %s ms: %s", (...row) => {
  const [, requests, laggingKiB, waitedMs, pause] = row;
  const pressure: Pressure = new Int32Array(new SharedArrayBuffer(12));
  pressure.set([requests, laggingKiB, waitedMs]);
  expect(giveWayTo(pressure, { max_log_bytes: GiB })()).toBe(PAUSES[pause]);
});
