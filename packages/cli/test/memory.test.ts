import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { benchOf } from "../src/validate/bench.js";
import { validateInputs } from "../src/validate/validate-inputs.js";

const file = createRequire(import.meta.url).resolve(
  "@codex-contracts/fixtures/recorded/codex-0.125.0-events.ndjson",
);
const recorded = readFileSync(file);
const PIECE = 100_000;
const MEGABYTE = 1_000_000;

/** Recorded events over and over, in pieces that end anywhere, half of the events broken when `broken`. */
async function* endless(total: number, broken: boolean, seen: number[]): AsyncGenerator<Uint8Array> {
  const bytes = broken ? Buffer.from(recorded.toString().replaceAll('"thread_id"', '"thread"')) : recorded;
  const twice = Buffer.concat([bytes, bytes]);
  for (let sent = 0; sent < total; sent += PIECE) {
    const from = sent % bytes.length;
    const rest = Buffer.concat([twice.subarray(from), bytes]).subarray(0, PIECE);
    if (sent % (100 * PIECE) === 0) seen.push(process.memoryUsage().heapUsed);
    yield rest;
  }
}

it.each([
  ["valid", false],
  ["broken", true],
])("memory does not grow with an input of 200 MB of %s messages", { timeout: 60_000 }, async (_, broken) => {
  const seen: number[] = [];
  const input = { name: "endless", size: undefined, open: () => endless(200 * MEGABYTE, broken, seen) };
  const progress = { advance: () => {}, stop: () => {} };
  const report = await validateInputs([input], {
    bench: benchOf(undefined),
    reading: "producer",
    maxFindings: 50,
    progress,
  });
  // The last line is cut off.
  expect(report.findings.length).toBe(broken ? 50 : 1);
  expect(Math.max(...seen.slice(10)) - Math.max(...seen.slice(0, 10))).toBeLessThan(40 * MEGABYTE);
});
