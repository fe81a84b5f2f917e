import { buildHookRunEvent, buildTurnEvent, fixturesOf } from "@codex-contracts/fixtures";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { describe, expect, it } from "vitest";
import { eventTypeOf, judgeBody, judgeRequest } from "../../src/judge/judge-request.js";

const hookRun = buildHookRunEvent();
const broken = { ...hookRun, event_params: { ...hookRun.event_params, status: "running secret" } };
const later = { ...hookRun, event_params: { ...hookRun.event_params, session_id: "secret" } };
const unheardOf = { event_type: "codex_goal_event", event_params: { text: "secret" } };

describe("a request", () => {
  it("of a real Codex is accepted", () => {
    const events = recorded("codex-0.125.0-events");
    expect(judgeRequest({ events })).toMatchObject({ ok: true, accepted: events.length, findings: [] });
  });

  it("is judged event by event", () => {
    const judged = judgeRequest({ events: [hookRun, broken, later, unheardOf, null] });
    expect(judged).toMatchObject({ ok: true, accepted: 1, unknown: 2, quarantined: 2 });
    expect(judged).toMatchObject({
      findings: [
        {
          index: 1,
          verdict: "quarantined",
          eventType: "codex_hook_run",
          issues: [{ path: "/event_params/status", code: "enum" }],
        },
        {
          index: 2,
          verdict: "unknown",
          issues: [],
          observations: [{ path: "/event_params/session_id", kind: "unknown-key" }],
        },
        {
          index: 3,
          verdict: "unknown",
          eventType: "codex_goal_event",
          observations: [{ path: "/event_type", kind: "unknown-tag" }],
        },
        { index: 4, verdict: "quarantined", eventType: null, issues: [{ path: "", code: "type" }] },
      ],
    });
  });

  it("may hold keys beside the events", () => {
    expect(judgeRequest({ events: [hookRun], sent_at: 1 })).toMatchObject({ ok: true, accepted: 1 });
  });

  it.each([
    ["a list", [hookRun], "", "type"],
    ["null", null, "", "type"],
    ["without events", {}, "/events", "required"],
    ["with an object of events", { events: { 0: hookRun } }, "/events", "type"],
    ["without an event", { events: [] }, "/events", "minItems"],
    ["with too many", { events: [hookRun, hookRun, hookRun] }, "/events", "maxItems"],
  ])("%s is refused", (_, body, path, code) => {
    expect(judgeRequest(body, { maxDepth: 8, maxEvents: 2 })).toMatchObject({
      ok: false,
      fault: { path, code },
    });
  });

  it("never repeats a value", () => {
    const judged = judgeRequest({ events: [broken, later, unheardOf] });
    expect(judged.ok && JSON.stringify(judged.findings)).not.toContain("secret");
  });

  it("keeps the first of many observations", () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`key_${i}`, i]));
    const event = { ...hookRun, event_params: { ...hookRun.event_params, ...many } };
    const judged = judgeRequest({ events: [event] });
    expect(judged.ok && judged.findings.map(({ observations }) => observations.length)).toEqual([50]);
  });
});

describe.each(fixturesOf("analytics/analytics-event"))("$kind/$name", ({ kind, value }) => {
  it("is accepted when it is filed as valid, and otherwise not", () => {
    expect(judgeRequest({ events: [value] })).toMatchObject({ accepted: kind === "valid" ? 1 : 0 });
  });
});

it("judges bytes as it judges what they say", () => {
  const body = { events: [hookRun, broken] };
  expect(judgeBody(Buffer.from(JSON.stringify(body)))).toEqual(judgeRequest(body));
});

it.each([
  ["huge", '{"duration_ms":1e400}'],
  ["beyond what a double holds", '{"duration_ms":9007199254740993}'],
  ["broken", '{"duration_ms":1.5}'],
])("a number that is %s goes to the quarantine", (_, part) => {
  const event = buildTurnEvent();
  const text = JSON.stringify(event).replace(/"duration_ms":[^,}]*/, part.slice(1, -1));
  expect(judgeBody(Buffer.from(`{"events":[${text}]}`))).toMatchObject({
    ok: true,
    quarantined: 1,
    findings: [{ issues: [{ path: "/event_params/duration_ms" }] }],
  });
});

it.each([
  [{ event_type: "codex_turn_event" }, "codex_turn_event"],
  [{ event_type: "a secret sentence" }, null],
  [{ event_type: "x".repeat(101) }, null],
  [{ event_type: 1 }, null],
  [null, null],
])("reads the type of %j", (event, type) => expect(eventTypeOf(event)).toBe(type));
