import { isAscii } from "node:buffer";
import type { Observation } from "@codex-contracts/protocol";
import { eventKeysOf } from "../delivery/event-keys.js";
import {
  type EventFinding,
  judgeBody,
  judgeRequest,
  type RequestJudgement,
  standardJudgeLimits,
} from "../judge/judge-request.js";
import type { DeliveredEntry } from "../log/log.js";
import type { JudgedEntry, JudgedEvent } from "../store/store.js";

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

/**
 * The events of an entry of the log as they are judged now. An entry that cannot be read any more becomes one
 * quarantined event without content, so that it blocks nothing.
 */
export function judgedEntry(entry: DeliveredEntry, judge: Judge = standardJudge): JudgedEntry {
  const { receivedAt, position } = entry;
  try {
    const { buffer, byteOffset, byteLength } = entry.body;
    const judged = judge(Buffer.from(buffer, byteOffset, byteLength));
    if (!judged.ok)
      return { receivedAt, position, events: [unreadable(entry, judged.fault.path, judged.fault.expected)] };
    return { receivedAt, position, events: judgedEvents(entry, judged.events, judged.findings) };
  } catch {
    // The reason may quote the body, so nothing is taken from it.
    return { receivedAt, position, events: [unreadable(entry, "", "a request that can be read")] };
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
    key: `${entry.key}:0`,
    verdict: "quarantined",
    eventType: null,
    event: null,
    issues: [{ path, code: "format", expected }],
    unknownKeys: [],
  };
}
