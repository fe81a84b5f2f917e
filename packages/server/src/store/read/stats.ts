import type { StatsQuery } from "../../api/read-source.js";
import type { StatsAnswer } from "../../api/wire.js";
import { DIALECT_WORDS, type SqlSource } from "../dialect.js";
import { textOrNull } from "./records.js";

/** Everything that is kept, in typed tables or apart. */
const ALL = `
SELECT event_type, received_at, product_client FROM events
UNION ALL SELECT event_type, received_at, product_client FROM quarantine`;

/** Counts; totals since the store was made, the rest of what is kept. */
export async function readStats(
  source: SqlSource,
  { bucket, since }: StatsQuery,
  bytes: number,
): Promise<Omit<StatsAnswer, "log">> {
  const words = DIALECT_WORDS[source.dialect];
  const [totals = []] = await source.rows(
    `SELECT CAST(coalesce(sum("accepted"), 0) AS bigint), CAST(coalesce(sum("quarantined"), 0) AS bigint), CAST(coalesce(sum("unknown"), 0) AS bigint), CAST(coalesce(sum("duplicates"), 0) AS bigint) FROM batches`,
  );
  const byType = await source.rows(
    `SELECT event_type, count(*) FROM (${ALL}) AS e GROUP BY event_type ORDER BY count(*) DESC, event_type`,
  );
  const byClient = await source.rows(
    `SELECT product_client, count(*) FROM (${ALL}) AS e GROUP BY product_client ORDER BY count(*) DESC, product_client`,
  );
  const at = words.truncated(bucket, "received_at");
  const buckets = await source.rows(
    `SELECT ${words.epochMs(at)}, event_type, count(*) FROM (${ALL}) AS e WHERE received_at >= ${words.timestamp("$1")} GROUP BY ${at}, event_type ORDER BY 1, 2`,
    [since],
  );
  const [accepted, quarantined, unknown, duplicates] = totals.map(Number);
  return {
    totals: {
      accepted: accepted ?? 0,
      quarantined: quarantined ?? 0,
      unknown: unknown ?? 0,
      duplicates: duplicates ?? 0,
    },
    by_type: byType.map(([type, count]) => ({ event_type: textOrNull(type), count: Number(count) })),
    by_client: byClient.map(([client, count]) => ({ client: textOrNull(client), count: Number(count) })),
    buckets: buckets.map(([ms, type, count]) => ({
      at: new Date(Number(ms)).toISOString(),
      event_type: textOrNull(type),
      count: Number(count),
    })),
    store: { events: byType.reduce((sum, [, count]) => sum + Number(count), 0), bytes },
  };
}
