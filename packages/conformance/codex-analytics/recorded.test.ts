import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AnalyticsEvent, isAnalyticsEvent } from "@codex-contracts/protocol";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../src/workspace.js";
import { compareEvents, nameOf } from "./compare/compare.js";
import { EVENTS, FIELDS } from "./compare/exceptions.js";
import { readSession } from "./compare/read-session.js";
import { replay } from "./compare/replay.js";
import { COVERAGE, uncovered } from "./coverage.js";

const file = join(packageRoot, "recorded/sessions/codex-0.125.0.ndjson");
const processes = readSession(readFileSync(file, "utf8")).map((process) => {
  const { events, warnings } = replay(process);
  return { ...process, ours: events, warnings, comparison: compareEvents(events, process.events) };
});
const all = processes.flatMap(({ events }) => events);

/** What tells an event from the others of its process, whatever else is in it. */
function nameOfEvent({ event_type, event_params }: AnalyticsEvent): string {
  const params: Readonly<Record<string, unknown>> = { ...event_params };
  const names = ["thread_id", "turn_id", "expected_turn_id", "hook_name", "hook_source", "review_id"];
  return [event_type, ...names.map((name) => params[name])].join(" ");
}

describe.each(processes)("from the wire of the $name process", ({ ours, events, comparison, warnings }) => {
  it("follow the events that Codex sent", () => {
    expect(comparison.differences).toEqual([]);
    expect(comparison.equal + comparison.excepted).toBe(ours.length);
  });

  it("follows their order", () => {
    const told = events.filter((event) => !EVENTS.some(({ is }) => is(event)));
    expect(ours.map(nameOfEvent)).toEqual(told.map(nameOfEvent));
  });

  it("follows nothing that may not be sent", () => {
    expect(ours.filter((event) => !isAnalyticsEvent(event))).toEqual([]);
  });

  it("follow warnings only about threads that Codex sends nothing about either (R25, R42)", () => {
    const codes = new Set(warnings.map(({ code, rule }) => `${code} ${rule}`));
    expect([...codes].filter((code) => code !== "unknown_thread R25")).toEqual([]);
  });
});

describe("the recorded session", () => {
  it("needs every exception", () => {
    const used = new Set(processes.flatMap(({ comparison }) => [...comparison.used]));
    const names = [...FIELDS.map(nameOf), ...EVENTS.map(({ name }) => name)];
    expect(names.filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(Object.entries(COVERAGE))("holds all kinds of %s", (_, list) => {
    expect(uncovered(list, all)).toEqual([]);
  });
});

describe("the requests of a real Codex", () => {
  const requests = processes.flatMap((process) => process.requests);

  it("go to one place, as JSON, without a key (D1 to D4)", () => {
    for (const { method, path, headers } of requests) {
      expect(`${method} ${path}`).toBe("POST /backend-api/codex/analytics-events/events");
      expect(headers).toMatchObject({ "content-type": "application/json", accept: "*/*" });
      expect(headers["user-agent"]).toMatch(/^[\w-]+\/0\.125\.0 \(\S+ \S+; x86_64\) /);
      expect(headers).not.toHaveProperty("idempotency-key");
    }
  });

  it("carry one event each, but for facts with several (D6)", () => {
    const several = requests.filter(({ body }) => body.events.length > 1);
    const types = new Set(several.flatMap(({ body }) => body.events.map(({ event_type }) => event_type)));
    expect([...types]).toEqual(["skill_invocation"]);
  });

  it("name the process by its first client (P14)", () => {
    const originators = processes.map((process) => [
      ...new Set(process.requests.map(({ headers }) => headers["originator"])),
    ]);
    expect(originators).toEqual([["my-ide"], ["other-ide"], ["bot"]]);
  });
});
