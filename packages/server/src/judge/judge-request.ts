import type { Issue, Observation } from "@codex-contracts/protocol";
import { AnalyticsEvent, isAnalyticsEvent } from "@codex-contracts/protocol/analytics/analytics-event";
import type { BodyFault } from "./body-fault.js";
import { readBody } from "./read-body.js";

/** How an event was judged: as its contract says, with parts that are not known, or broken. */
export type Verdict = "accepted" | "unknown" | "quarantined";

/** What was found about an event that is not simply accepted. */
export interface EventFinding {
  /** Place of the event in the request, from 0. */
  readonly index: number;
  readonly verdict: "unknown" | "quarantined";
  /** Null when the event has no type, or one that does not look like a name. */
  readonly eventType: string | null;
  /** Why it is quarantined: places from the event, never values. The first ones when there are many. */
  readonly issues: readonly Issue[];
  /** What is not known of it, tolerated or not. The first ones when there are many. */
  readonly observations: readonly Observation[];
}

export type RequestJudgement =
  | {
      readonly ok: true;
      /** The events as they are in the body; those that no finding names are accepted. */
      readonly events: readonly unknown[];
      /** In the order of the events. */
      readonly findings: readonly EventFinding[];
      readonly accepted: number;
      readonly unknown: number;
      readonly quarantined: number;
    }
  | { readonly ok: false; readonly fault: BodyFault };

export interface JudgeLimits {
  /** Levels of objects and lists in the body. */
  readonly maxDepth: number;
  readonly maxEvents: number;
}

export const standardJudgeLimits: JudgeLimits = { maxDepth: 64, maxEvents: 10_000 };

/** Kept of one event; more of the same tells nobody more. */
const MAX_DETAILS = 50;

/** Reads and judges the body of a track-events request: `readBody`, then `judgeRequest`. */
export function judgeBody(body: Buffer, limits = standardJudgeLimits): RequestJudgement {
  const read = readBody(body, limits.maxDepth);
  return read.ok ? judgeRequest(read.value, limits) : read;
}

/**
 * Judges a track-events request by the consumer reading, event by event: one broken event does not spoil the others.
 * The request itself is refused when it is not an object with a list of events.
 */
export function judgeRequest(body: unknown, { maxEvents } = standardJudgeLimits): RequestJudgement {
  const list = eventsOf(body);
  if (!list.ok) return list;
  const { events } = list;
  if (events.length === 0) return refuse("/events", "minItems", "at least 1 event");
  if (events.length > maxEvents) return refuse("/events", "maxItems", `at most ${maxEvents} events`);
  const findings: EventFinding[] = [];
  let unknown = 0;
  for (let index = 0; index < events.length; index++) {
    const event: unknown = events[index];
    if (isAnalyticsEvent(event)) continue;
    const finding = judgeEvent(event, index);
    if (finding.verdict === "unknown") unknown += 1;
    findings.push(finding);
  }
  return {
    ok: true,
    events,
    findings,
    accepted: events.length - findings.length,
    unknown,
    quarantined: findings.length - unknown,
  };
}

/** Judges one event that the closed reading does not take. */
function judgeEvent(event: unknown, index: number): EventFinding {
  const result = AnalyticsEvent.consumer.safeParse(event);
  return {
    index,
    verdict: result.ok ? "unknown" : "quarantined",
    eventType: eventTypeOf(event),
    issues: result.ok ? [] : result.issues.slice(0, MAX_DETAILS),
    observations: result.observations.slice(0, MAX_DETAILS),
  };
}

const TYPE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/;

/** The `event_type` of anything; null when it has none that looks like a name. */
export function eventTypeOf(event: unknown): string | null {
  if (typeof event !== "object" || event === null || !("event_type" in event)) return null;
  const { event_type } = event;
  return typeof event_type === "string" && TYPE_NAME.test(event_type) ? event_type : null;
}

function eventsOf(body: unknown): { ok: true; events: readonly unknown[] } | { ok: false; fault: BodyFault } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return refuse("", "type", 'an object {"events": [...]}');
  }
  if (!("events" in body)) return refuse("/events", "required", "a list of events");
  return Array.isArray(body.events)
    ? { ok: true, events: body.events }
    : refuse("/events", "type", "a list of events");
}

function refuse(path: string, code: BodyFault["code"], expected: string): { ok: false; fault: BodyFault } {
  return { ok: false, fault: { path, code, expected } };
}
