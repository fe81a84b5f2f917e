import type { ThreadSummary } from "../../api/wire.js";
import { DIALECT_WORDS, type SqlSource } from "../dialect.js";
import { textOrNull } from "./records.js";
import { Where } from "./where.js";

/** Time before the latest event that is looked at first, and how much more each time after it. */
const FIRST_WINDOW_MS = 60_000;
const WIDER = 8;

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

/** Looks at the latest events, and further back while they name too few threads: sorting all of them takes memory. */
async function latestThreads(source: SqlSource, limit: number): Promise<readonly string[]> {
  const words = DIALECT_WORDS[source.dialect];
  const [bounds = []] = await source.rows(
    `SELECT ${words.epochMs("max(received_at)")}, ${words.epochMs("min(received_at)")} FROM events`,
  );
  if (bounds[0] === null || bounds[0] === undefined) return [];
  const [newest, oldest] = bounds.map(Number);
  for (let window = FIRST_WINDOW_MS; ; window *= WIDER) {
    const since = Math.trunc((newest ?? 0) - window);
    const rows = await source.rows(
      `SELECT thread_id FROM events WHERE thread_id IS NOT NULL AND received_at >= ${words.timestamp(String(since))} GROUP BY thread_id ORDER BY max(received_at) DESC, thread_id LIMIT ${Math.trunc(limit)}`,
    );
    if (rows.length >= limit || since <= (oldest ?? 0)) return rows.map(([id]) => String(id));
  }
}
