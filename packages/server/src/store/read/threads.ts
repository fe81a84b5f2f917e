import type { ThreadSummary } from "../../api/wire.js";
import { DIALECT_WORDS, type SqlSource } from "../dialect.js";
import { textOrNull } from "./records.js";
import { Where } from "./where.js";

/** Latest events that are looked at first; ten times as many when they name too few threads. */
const FIRST_LOOK = 20_000;

/** The threads that were heard of last. Counting all threads of a large store would take seconds. */
export async function readThreads(source: SqlSource, limit: number): Promise<readonly ThreadSummary[]> {
  const words = DIALECT_WORDS[source.dialect];
  const ids = await latestThreads(source, limit);
  if (ids.length === 0) return [];
  const where = new Where();
  where.add(`thread_id IN (${ids.map((id) => where.parameter(id)).join(", ")})`);
  const rows = await source.rows(
    `SELECT thread_id, ${words.epochMs("min(received_at)")}, ${words.epochMs("max(received_at)")}, count(*), count(DISTINCT turn_id), max(product_client) FROM events${where.sql} GROUP BY thread_id ORDER BY max(received_at) DESC, thread_id`,
    where.parameters,
  );
  return rows.map(([id, first, last, events, turns, client]) => ({
    thread_id: String(id),
    first_seen: new Date(Number(first)).toISOString(),
    last_seen: new Date(Number(last)).toISOString(),
    events: Number(events),
    turns: Number(turns),
    client: textOrNull(client),
  }));
}

async function latestThreads(source: SqlSource, limit: number): Promise<readonly string[]> {
  for (let look = FIRST_LOOK; ; look *= 10) {
    const rows = await source.rows(
      `SELECT thread_id, CAST(sum(count(*)) OVER () AS bigint) FROM (SELECT thread_id, received_at FROM events WHERE thread_id IS NOT NULL ORDER BY received_at DESC LIMIT ${look}) AS e GROUP BY thread_id ORDER BY max(received_at) DESC LIMIT ${Math.trunc(limit)}`,
    );
    const seen = Number(rows[0]?.[1] ?? 0);
    if (rows.length >= limit || seen < look) return rows.map(([id]) => String(id));
  }
}
