import type { Issue } from "@codex-contracts/protocol";
import type { EventRecord, QuarantineGroup } from "../../api/wire.js";
import { DIALECT_WORDS, type SqlSource } from "../dialect.js";
import type { ObservedName, QuarantinedEvent } from "../store.js";
import { pointers, recordsOf, textOrNull } from "./records.js";

const MOST_GROUPS = 1000;

/** Equal failures together, most frequent first. */
export async function readGroups(source: SqlSource): Promise<readonly QuarantineGroup[]> {
  const words = DIALECT_WORDS[source.dialect];
  const rows = await source.rows(
    `SELECT fingerprint, max(event_type), count(*), ${words.epochMs("min(received_at)")}, ${words.epochMs("max(received_at)")}, min(CAST(issues AS text)) FROM quarantine WHERE verdict = 'quarantined' GROUP BY fingerprint ORDER BY count(*) DESC, fingerprint LIMIT ${MOST_GROUPS}`,
  );
  return rows.map(([fingerprint, type, count, first, last, issues]) => ({
    fingerprint: String(fingerprint),
    event_type: textOrNull(type),
    count: Number(count),
    first_seen: new Date(Number(first)).toISOString(),
    last_seen: new Date(Number(last)).toISOString(),
    // Written by this store from a list of issues.
    issues: JSON.parse(String(issues)) as Issue[],
  }));
}

/** Newest first; undefined when nothing is kept under the fingerprint. */
export async function readEntries(
  source: SqlSource,
  fingerprint: string,
  limit: number,
): Promise<readonly EventRecord[] | undefined> {
  const words = DIALECT_WORDS[source.dialect];
  const rows = await source.rows(
    `SELECT event_key, event_type, ${words.epochMs("received_at")} FROM quarantine WHERE fingerprint = $1 ORDER BY received_at DESC, event_key DESC LIMIT ${Math.max(1, Math.trunc(limit))}`,
    [fingerprint],
  );
  if (rows.length === 0) return undefined;
  return recordsOf(
    source,
    rows.map(([key, type, at]) => ({
      key: String(key),
      eventType: textOrNull(type),
      receivedAt: Number(at),
      apart: true,
    })),
  );
}

/** What a replay needs of the events under a fingerprint, by key. */
export async function readQuarantined(
  source: SqlSource,
  fingerprint: string,
  limit: number,
  afterKey = "",
): Promise<readonly QuarantinedEvent[]> {
  const words = DIALECT_WORDS[source.dialect];
  const rows = await source.rows(
    `SELECT event_key, verdict, event_type, ${words.epochMs("received_at")}, log_position, CAST(event AS text), CAST(removed AS text), unknown_keys FROM quarantine WHERE fingerprint = $1 AND event_key > $2 ORDER BY event_key LIMIT ${Math.trunc(limit)}`,
    [fingerprint, afterKey],
  );
  return rows.map(([key, verdict, type, receivedAt, position, event, removed, unknownKeys]) => ({
    key: String(key),
    verdict: verdict === "unknown" ? "unknown" : "quarantined",
    eventType: textOrNull(type),
    receivedAt: Number(receivedAt),
    position: String(position),
    event: JSON.parse(String(event)),
    // Written by this store from a list of pointers.
    removed: JSON.parse(String(removed)) as string[],
    unknownKeys: pointers(unknownKeys),
    fingerprint,
  }));
}

/** Names that no contract knows, most frequent first. */
export async function readObservations(source: SqlSource): Promise<readonly ObservedName[]> {
  const words = DIALECT_WORDS[source.dialect];
  const rows = await source.rows(
    `SELECT kind, event_type, name, count, ${words.epochMs("first_seen")}, ${words.epochMs("last_seen")} FROM observations ORDER BY count DESC, event_type, name`,
  );
  return rows.map(([kind, type, name, count, first, last]) => ({
    kind: kind === "event_type" ? "event_type" : "key",
    event_type: kind === "event_type" ? null : textOrNull(type),
    name: String(name),
    count: Number(count),
    first_seen: new Date(Number(first)).toISOString(),
    last_seen: new Date(Number(last)).toISOString(),
  }));
}
