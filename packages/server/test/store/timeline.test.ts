import { describe, expect, it } from "vitest";
import type { EventRecord } from "../../src/api/wire.js";
import { timeline, timelineItem } from "../../src/store/timeline.js";
import { START } from "./entries.js";

function record(params: Record<string, unknown>, more: Partial<EventRecord> = {}): EventRecord {
  return {
    key: "k:0",
    event_type: "codex_turn_event",
    received_at: new Date(START).toISOString(),
    thread_id: "a",
    turn_id: "t",
    client: null,
    verdict: "accepted",
    event: { event_type: "codex_turn_event", event_params: params },
    findings: { issues: [], unknown_keys: [] },
    ...more,
  };
}

const iso = (ms: number) => new Date(ms).toISOString();

describe("an item of a timeline", () => {
  it.each([
    ["start and duration", { started_at: 100, completed_at: 102, duration_ms: 1500 }, 100_000, 101_500],
    ["start and end", { started_at: 100, completed_at: 102, duration_ms: null }, 100_000, 102_000],
    ["end and duration", { started_at: null, completed_at: 102, duration_ms: 1500 }, 100_500, 102_000],
    ["one moment", { created_at: 100 }, 100_000, null],
    ["no time of its own", {}, START, null],
    ["zero, which is no time", { started_at: 0, completed_at: 0 }, START, null],
    [
      "a number that is no time",
      { started_at: 9_007_199_254_740_991, duration_ms: 9_007_199_254_740_991 },
      START,
      null,
    ],
  ])("has %s", (_, params, started, ended) => {
    expect(timelineItem(record(params))).toMatchObject({
      started_at: iso(started),
      ended_at: ended === null ? null : iso(ended),
    });
  });

  it.each([
    ["codex_hook_run", { hook_name: "Stop", status: "completed" }, "hook run: Stop", "completed"],
    ["codex_turn_steer_event", { result: "rejected" }, "turn steer", "rejected"],
    [
      "codex_guardian_review",
      { decision: "denied", terminal_status: "timed_out" },
      "guardian review: denied",
      "timed_out",
    ],
    [
      "codex_thread_initialized",
      { initialization_mode: "forked", model: "m" },
      "thread initialized: forked",
      null,
    ],
    ["codex_turn_event", { initialization_mode: "new", model: "m", turn_id: "t" }, "turn: m", null],
    ["something_else", {}, "something else", null],
  ])("says what %s was and how it ended", (type, params, label, status) => {
    expect(timelineItem(record(params, { event_type: type }))).toMatchObject({ label, status });
  });

  it("names the skill", () => {
    const event = { event_type: "skill_invocation", skill_name: "doc", event_params: {} };
    expect(timelineItem(record({}, { event_type: "skill_invocation", event }))?.label).toBe(
      "skill invocation: doc",
    );
  });

  it("is not made of what has no type", () => {
    expect(timeline([record({}, { event_type: null, event: null })])).toEqual([]);
  });
});

it("a timeline is in order of time, whatever came first", () => {
  const items = timeline([
    record({ started_at: 200 }),
    record({ started_at: 100 }),
    record({ started_at: 150 }),
  ]);
  expect(items.map((item) => item.started_at)).toEqual([100, 150, 200].map((s) => iso(s * 1000)));
});
