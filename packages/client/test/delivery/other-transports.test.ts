import * as nodeFiles from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createAnalyticsClient, fileTransport, functionTransport, type Transport } from "../../src/index.js";
import { hookRun, runtime, turnOf } from "./harness.js";
import { ManualClock } from "./manual-clock.js";
import { temporaryFolder } from "./spool-harness.js";

function clientOf(transport: Transport) {
  const client = createAnalyticsClient({
    runtime,
    transport,
    parts: { environment: {} },
    retry: { baseMs: 1 },
  });
  return client;
}

it("a file gets one event a line, after what it holds already", async () => {
  const path = join(temporaryFolder(), "events.ndjson");
  for (const turn of [1, 2]) {
    const client = clientOf(fileTransport(path));
    client.record(hookRun(turn));
    client.record(hookRun(`${turn}b`));
    await client.close();
  }
  const lines = (await nodeFiles.readFile(path, "utf8")).split("\n");
  expect(lines.pop()).toBe("");
  expect(lines.map(turnOf)).toEqual(["1", "1b", "2", "2b"]);
});

it("a file that takes a part only is cut back, and written again", async () => {
  const path = join(temporaryFolder(), "events.ndjson");
  let failures = 3;
  const appendFile = async (file: string, text: string): Promise<void> => {
    if (failures-- <= 0) return nodeFiles.appendFile(file, text);
    await nodeFiles.appendFile(file, text.slice(0, 30));
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  const client = clientOf(fileTransport(path, { ...nodeFiles, appendFile }));
  client.record(hookRun(1));
  expect(await client.flush(10_000)).toMatchObject({ delivered: true });
  expect((await nodeFiles.readFile(path, "utf8")).split("\n").length).toBe(2);
});

it("a function gets the events with their keys, again when it fails", async () => {
  const got: string[] = [];
  const clock = new ManualClock();
  let failures = 2;
  const transport = functionTransport(async ({ id, events }) => {
    got.push(...events.map(({ stream, n }) => `${id} ${stream}:${n}`));
    if (failures-- > 0) throw new Error("not now");
  });
  const client = createAnalyticsClient({ runtime, transport, parts: { clock, environment: {} } });
  client.record(hookRun(1));
  await clock.advance(60_000);
  expect(got.length).toBe(3);
  expect(new Set(got).size).toBe(1);
});
