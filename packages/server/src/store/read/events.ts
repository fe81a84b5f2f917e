import type { EventsQuery } from "../../api/read-source.js";
import type { EventRecord } from "../../api/wire.js";
import { tables } from "../../gen/tables.js";
import { DIALECT_WORDS, quoted, type SqlSource } from "../dialect.js";
import { type EventPlace, recordsOf } from "./records.js";
import { Where } from "./where.js";

/** Newest first, then by key. First the places of the events are found, then their rows are read. */
export async function readEvents(source: SqlSource, query: EventsQuery): Promise<readonly EventRecord[]> {
  return recordsOf(source, await placesOf(source, query));
}

/** One event by its key. */
export async function readEvent(source: SqlSource, key: string): Promise<EventRecord | undefined> {
  const words = DIALECT_WORDS[source.dialect];
  const sql = `SELECT event_key, event_type, ${words.epochMs("received_at")}, apart FROM (${EVERYTHING}) AS e WHERE event_key = $1 LIMIT 1`;
  const found = await source.rows(sql, [key]);
  return (await recordsOf(source, found.map(placeOf)))[0];
}

/** All events of a thread, oldest first. */
export async function readThread(
  source: SqlSource,
  thread: string,
  limit: number,
): Promise<readonly EventRecord[]> {
  return (await readEvents(source, { thread, limit })).toReversed();
}

const EVERYTHING = `
SELECT event_key, event_type, received_at, product_client, thread_id,
  CASE WHEN unknown_keys IS NULL THEN 'accepted' ELSE 'unknown' END AS verdict, false AS apart FROM events
UNION ALL
SELECT event_key, event_type, received_at, product_client, thread_id, verdict, true AS apart FROM quarantine`;

async function placesOf(source: SqlSource, query: EventsQuery): Promise<readonly EventPlace[]> {
  const words = DIALECT_WORDS[source.dialect];
  const where = new Where();
  const at = (ms: number) => words.timestamp(where.parameter(ms));
  where.equals("event_type", query.type);
  where.equals("thread_id", query.thread);
  where.equals("product_client", query.client);
  where.equals("verdict", query.verdict);
  if (query.since !== undefined) where.add(`received_at >= ${at(query.since)}`);
  if (query.until !== undefined) where.add(`received_at < ${at(query.until)}`);
  if (query.after !== undefined) {
    const last = at(query.after.receivedAt);
    const key = where.parameter(query.after.key);
    where.add(`received_at <= ${last} AND (received_at < ${last} OR event_key < ${key})`);
  }
  const limit = Math.max(0, Math.trunc(query.limit));
  const sql = `SELECT event_key, event_type, ${words.epochMs("received_at")}, apart FROM (${from(query)}) AS e${where.sql} ORDER BY received_at DESC, event_key DESC LIMIT ${limit}`;
  return (await source.rows(sql, where.parameters)).map(placeOf);
}

/** Where the type is known, its table alone is looked at. */
function from({ type, verdict }: EventsQuery): string {
  const table = tables.find((t) => t.name === type);
  if (table === undefined) return EVERYTHING;
  const thread = table.columns.some((c) => c.name === "thread_id") ? "thread_id" : "CAST(NULL AS text)";
  const typed = `SELECT event_key, '${table.name}' AS event_type, received_at, product_client, ${thread} AS thread_id,
  CASE WHEN unknown_keys IS NULL THEN 'accepted' ELSE 'unknown' END AS verdict, false AS apart FROM ${quoted(table.name)}`;
  if (verdict === "accepted") return typed;
  return `${typed} UNION ALL ${EVERYTHING.slice(EVERYTHING.indexOf("UNION ALL") + "UNION ALL".length)}`;
}

function placeOf([key, type, receivedAt, apart]: readonly unknown[]): EventPlace {
  return {
    key: String(key),
    eventType: typeof type === "string" ? type : null,
    receivedAt: Number(receivedAt),
    apart: apart === true,
  };
}
