import { type fixtures, fixturesOf } from "@codex-contracts/fixtures";
import { catalogue } from "@codex-contracts/protocol/catalogue";
import { describe, expect, it } from "vitest";
import { kindOf, knownTypes } from "../../inspector/src/event/event-kinds.js";
import { summary } from "../../inspector/src/event/summary.js";
import { recordedRecords, recordOf } from "../api/records.js";

describe("an event in a few words", () => {
  it.each([
    { type: "codex_thread_initialized", text: "new · user · gpt-5.3-codex" },
    { type: "codex_hook_run", text: "SessionStart · completed · user" },
    { type: "codex_turn_event", text: "completed · 128 ms · 15 tokens · gpt-5.3-codex" },
    { type: "codex_turn_steer_event", text: "accepted" },
    { type: "codex_compaction_event", text: "completed · manual · " },
    { type: "skill_invocation", text: "demo-skill · user · explicit" },
  ])("$type", ({ type, text }) => {
    const record = recordedRecords().find(({ event_type }) => event_type === type);
    expect(record === undefined ? "" : summary(record)).toContain(text);
  });

  it("says something of every event that has a contract", () => {
    const ids = catalogue.flatMap(({ id, eventType }) => (eventType === undefined ? [] : [id]));
    const silent = ids.filter((id) => {
      // Every analytics contract has fixtures.
      const [first] = fixturesOf(id as keyof typeof fixtures);
      return summary(recordOf(first?.value, "a:1", 0)) === "";
    });
    expect(silent).toEqual([]);
  });

  it("says why an event is in quarantine, never what its value was", () => {
    const record = recordOf(
      { event_type: "codex_hook_run", event_params: { thread_id: "t", status: "a secret" } },
      "a:1",
      0,
    );
    expect(summary(record)).toMatch(/^\w+: expected .* \(\+\d+ more\)$/);
    expect(summary(record)).not.toContain("a secret");
  });

  it.each([
    { event: null },
    { event: 5 },
    { event: "text" },
    { event: [] },
    { event: {} },
    { event: { event_params: null } },
  ])("survives $event", ({ event }) => {
    const findings = { issues: [], unknown_keys: [] };
    const record = recordOf(event, "a:1", 0);
    expect(summary({ ...record, findings, verdict: "accepted", event_type: "constructor" })).toBe("");
    expect(summary({ ...record, findings, verdict: "accepted", event_type: "codex_turn_event" })).toBe("");
  });
});

it("has a kind for each known type, and one for the others", () => {
  expect(knownTypes.filter((type) => kindOf(type) === "other")).toEqual([]);
  expect([null, "codex_new_thing", "toString"].map(kindOf)).toEqual(["other", "other", "other"]);
});
