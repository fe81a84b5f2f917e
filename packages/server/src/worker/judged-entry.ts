import { isAscii } from "node:buffer";
import type { Observation } from "@codex-contracts/protocol";
import { eventKeysOf, firstKeyOf, streamsOf } from "../delivery/event-keys.js";
import {
  type EventFinding,
  judgeBody,
  judgeRequest,
  type RequestJudgement,
  standardJudgeLimits,
} from "../judge/judge-request.js";
import type { DeliveredEntry } from "../log/log.js";
import type { JudgedEvent, PendingEntry } from "../store/store.js";

/** Judges the body of a request; throws at nothing that a sender can write. */
export type Judge = (body: Buffer) => RequestJudgement;

/** What was taken at receipt is not refused for its size now. */
const LIMITS = { ...standardJudgeLimits, maxEvents: Number.MAX_SAFE_INTEGER };

const standardJudge: Judge = (body) => judgeBody(body, LIMITS);

/**
 * For a log that only our own receiver writes to: everything that `readBody` looks for beside JSON (encoding, depth,
 * repeated keys) was refused there.
 */
export const judgeReceived: Judge = (body) =>
  judgeRequest(JSON.parse(body.toString(isAscii(body) ? "latin1" : "utf8")), LIMITS);

/** An entry of the log for the store, which has it judged. */
export function pendingEntry(entry: DeliveredEntry, judge: Judge = standardJudge): PendingEntry {
  const { receivedAt, position } = entry;
  return { receivedAt, position, streams: streamsOf(entry), judge: () => eventsOf(entry, judge) };
}

/**
 * The events of an entry of the log as they are judged now. An entry that cannot be read any more becomes one
 * quarantined event without content, so that it blocks nothing.
 */
function eventsOf(entry: DeliveredEntry, judge: Judge): readonly JudgedEvent[] {
  try {
    const { buffer, byteOffset, byteLength } = entry.body;
    const judged = judge(Buffer.from(buffer, byteOffset, byteLength));
    return judged.ok
      ? judgedEvents(entry, judged.events, judged.findings)
      : [unreadable(entry, judged.fault.path, judged.fault.expected)];
  } catch {
    // The reason may quote the body, so nothing is taken from it.
    return [unreadable(entry, "", "a request that can be read")];
  }
}

function judgedEvents(
  entry: DeliveredEntry,
  events: readonly unknown[],
  findings: readonly EventFinding[],
): JudgedEvent[] {
  // Nearly all entries of a Codex hold one event that is accepted.
  const keys = entry.meta.event_keys === null ? undefined : eventKeysOf(entry, events.length);
  const byIndex =
    findings.length === 0 ? undefined : new Map(findings.map((finding) => [finding.index, finding]));
  return events.map((event, index): JudgedEvent => {
    const key = keys?.[index] ?? `${entry.key}:${index}`;
    const finding = byIndex?.get(index);
    if (finding === undefined)
      return {
        key,
        verdict: "accepted",
        eventType: acceptedType(event),
        event,
        issues: NOTHING,
        unknownKeys: NOTHING,
      };
    const { verdict, eventType, issues, observations } = finding;
    return { key, verdict, eventType, event, issues, unknownKeys: observations.map(pathOf) };
  });
}

const NOTHING: readonly never[] = [];

/** An accepted event has a type. */
function acceptedType(event: unknown): string | null {
  return typeof event === "object" && event !== null && "event_type" in event
    ? String(event.event_type)
    : null;
}

function pathOf({ path }: Observation): string {
  return path;
}

function unreadable(entry: DeliveredEntry, path: string, expected: string): JudgedEvent {
  return {
    key: firstKeyOf(entry),
    verdict: "quarantined",
    eventType: null,
    event: null,
    issues: [{ path, code: "format", expected }],
    unknownKeys: [],
  };
}
