import { buildAppUsedFact, buildHookRunFact, buildSkillsInvokedFact } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { type HarnessOptions, harness, turns } from "./harness.js";

const codex = (options: HarnessOptions = {}) => harness({ ...options, mode: "codex" });

describe("delivery as Codex does it", () => {
  it("sends one request for each fact, one after the other, at once (D6)", async () => {
    const { record, clock, sent } = codex();
    record(1, 3);
    await clock.advance(0);
    expect(sent.map((each) => each.turns)).toEqual([["1"], ["2"], ["3"]]);
    expect(sent.every(({ plain, drops }) => plain && drops === undefined)).toBe(true);
  });

  it("sends several events of one fact together (D6)", async () => {
    const { client, clock, sent } = codex();
    const fact = buildSkillsInvokedFact();
    const [skill] = fact.skills;
    client.record({ ...fact, skills: skill === undefined ? [] : [skill, skill, skill] });
    await clock.advance(0);
    expect(sent.map(({ keys }) => keys.length)).toEqual([3]);
  });

  it("sends nothing for a fact without events", async () => {
    const { client, clock, sent } = codex();
    client.record({ fact: "notification", notification: { method: "turn/diff/updated" } });
    await clock.advance(60_000);
    expect(sent).toEqual([]);
  });

  it("holds 256 facts beside the one in hand, and drops new ones (D7)", async () => {
    const { record, clock, drops, sent } = codex({ answers: ["never"] });
    record(1, 1);
    await clock.advance(0);
    record(2, 300);
    expect(drops).toEqual(Array.from({ length: 43 }, () => ["queue_full", 1]));
    await clock.advance(1e7);
    expect(sent.flatMap((each) => each.turns)).toEqual(turns(1, 257));
  });

  it("gives a request 10 s, and never tries again (D7, D8)", async () => {
    const { record, clock, drops, sent } = codex({
      answers: ["never", new Error("reset"), { kind: "delivered" }],
    });
    record(1, 3);
    await clock.advance(9_999);
    expect(sent.length).toBe(1);
    await clock.advance(1);
    expect(sent.map((each) => each.turns)).toEqual([["1"], ["2"], ["3"]]);
    expect(drops).toEqual([
      ["refused", 1],
      ["refused", 1],
    ]);
  });

  it("reduces a fact when its turn comes, not when it is recorded (R4)", async () => {
    const { record, client, clock } = codex({ answers: ["never"] });
    record(1, 2);
    await clock.advance(0);
    expect(client.stats().events.recorded).toBe(1);
    await clock.advance(10_000);
    expect(client.stats().events.recorded).toBe(2);
  });

  it("sends the same use of an app once (D9), as the batched way does", async () => {
    const fact = buildAppUsedFact();
    for (const mode of ["codex", "batched"] as const) {
      const { client, clock, sent } = harness({ mode });
      client.record(fact);
      client.record(fact);
      await clock.advance(1_000);
      expect(sent.flatMap(({ keys }) => keys).length).toBe(1);
    }
  });

  it("flushes, and counts what waits when it is closed", async () => {
    const { record, client, clock, drops } = codex({ answers: [{ kind: "delivered" }, "never"] });
    record(1, 5);
    const closing = client.close(1_000);
    await clock.advance(60_000);
    expect(await closing).toMatchObject({ delivered: false });
    expect(drops).toEqual([
      ["closed", 3],
      ["refused", 1],
    ]);
    record(6, 6);
    expect(client.stats().dropped.closed).toBe(4);
  });

  it("asks for consent all the same", async () => {
    const { client, clock, sent, drops } = codex({ enabled: () => false });
    client.record(buildHookRunFact());
    await clock.advance(0);
    expect([sent, drops]).toEqual([[], [["consent", 1]]]);
  });
});
