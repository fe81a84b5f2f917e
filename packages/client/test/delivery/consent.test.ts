import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildSubagentThreadStartedFact } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { harness, hookRun } from "./harness.js";
import { segmentsIn, spoolHarness, temporaryFolder } from "./spool-harness.js";

const down = new Error("connection refused");

describe("off", () => {
  it.each([
    ["by configuration", { enabled: false, environment: {} }],
    ["by CODEX_CONTRACTS_ANALYTICS", { environment: { CODEX_CONTRACTS_ANALYTICS: "0" } }],
    [
      "by CODEX_CONTRACTS_ANALYTICS in another spelling",
      { environment: { CODEX_CONTRACTS_ANALYTICS: " OFF " } },
    ],
    ["by DO_NOT_TRACK", { environment: { DO_NOT_TRACK: "1" } }],
    [
      "by DO_NOT_TRACK whatever the configuration says",
      { enabled: true, environment: { DO_NOT_TRACK: "true" } },
    ],
    [
      "by the environment whatever a function says",
      { enabled: () => true, environment: { DO_NOT_TRACK: "1" } },
    ],
  ])("%s: no queue, no file, no timer, no listener, no request", async (_, { environment, ...options }) => {
    const listeners = process.listenerCount("exit");
    const folder = join(temporaryFolder(), "spool");
    const off = spoolHarness({ ...options, spool: { folder, write: "at-record" }, parts: { environment } });
    off.record(1, 5);
    expect(off.clock.timers.size).toBe(0);
    await off.clock.advance(600_000);
    expect([off.sent, off.disk.calls, off.drops, off.clock.held]).toEqual([[], [], [], 0]);
    expect([existsSync(folder), process.listenerCount("exit")]).toEqual([false, listeners]);
    expect(off.client.stats()).toMatchObject({
      enabled: false,
      facts: { recorded: 5, ignored: 5 },
      events: { recorded: 0, queued: 0 },
    });
    expect(await off.client.flush()).toEqual({ delivered: true, undelivered: 0, spooled: 0 });
    expect(await off.client.close()).toEqual({ delivered: true, undelivered: 0, spooled: 0 });
  });

  it.each([
    { CODEX_CONTRACTS_ANALYTICS: "1" },
    { CODEX_CONTRACTS_ANALYTICS: "" },
    { DO_NOT_TRACK: "0" },
    { DO_NOT_TRACK: "" },
    {},
  ])("is not what %j says", (environment) => {
    expect(harness({ parts: { environment } }).client.enabled).toBe(true);
  });
});

describe("consent that is asked for", () => {
  it("is asked before each request, and drops what waits when it is not given", async () => {
    let consent = true;
    const { record, clock, sent, drops, client } = harness({ enabled: () => consent });
    record(1, 2);
    await clock.advance(1_000);
    consent = false;
    record(3, 5);
    await clock.advance(1_000);
    consent = true;
    record(6, 6);
    await clock.advance(1_000);
    expect(sent.flatMap(({ turns }) => turns)).toEqual(["1", "2", "6"]);
    expect(drops).toEqual([["consent", 3]]);
    expect(sent[1]?.drops).toBe(`${client.stream};consent=3`);
  });

  it("that is withdrawn deletes what is on disk", async () => {
    let consent = true;
    const { record, clock, drops, folder, client } = spoolHarness({
      enabled: () => consent,
      answers: [down],
    });
    record(1, 5);
    await clock.advance(2_000);
    expect(segmentsIn(folder).length).toBeGreaterThan(0);
    consent = false;
    await clock.advance(60_000);
    expect(segmentsIn(folder)).toEqual([]);
    expect([drops, client.stats().events.spooled]).toEqual([[["consent", 5]], 0]);
  });

  it.each([
    ["throws", () => failing()],
    ["rejects", () => Promise.reject(new Error("no answer"))],
    ["resolves to false", () => Promise.resolve(false)],
  ])("counts as refused when the question %s", async (_, enabled) => {
    const { record, clock, sent, drops } = harness({ enabled });
    record(1, 2);
    await clock.advance(2_000);
    expect([sent, drops]).toEqual([[], [["consent", 2]]]);
  });
});

it("a question that is never answered does not keep the client from closing", async () => {
  const { record, clock, client, drops } = harness({ enabled: () => new Promise(() => {}) });
  record(1, 2);
  const closing = client.close(1_000);
  await clock.advance(1_000);
  expect(await closing).toEqual({ delivered: false, undelivered: 2, spooled: 0 });
  expect(drops).toEqual([["closed", 2]]);
});

describe("the general-analytics switch (D11)", () => {
  it("is on by default, and when off lets hook events through", async () => {
    const off = harness({ generalAnalytics: false });
    off.client.record({ ...subagentStart });
    off.client.record(hookRun(1));
    await off.clock.advance(1_000);
    expect(off.client.stats().events.acknowledged).toBe(1);
    const on = harness();
    on.client.record({ ...subagentStart });
    on.client.record(hookRun(1));
    await on.clock.advance(1_000);
    expect(on.client.stats().events.acknowledged).toBe(2);
  });
});

const subagentStart = buildSubagentThreadStartedFact();

function failing(): never {
  throw new Error("no idea");
}
