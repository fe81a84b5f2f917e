import { matchesFilter } from "../../src/api/matches-filter.js";
import type {
  EventsQuery,
  LiveBus,
  LiveListener,
  ReadSource,
  StatsQuery,
} from "../../src/api/read-source.js";
import type { EventRecord, TimelineItem, Totals } from "../../src/api/wire.js";

/** A store in memory that answers as the real ones do, as far as the read API goes; and the bus in front of it. */
export interface MemoryStore extends ReadSource {
  readonly live: LiveBus;
  /** Takes an event as if it had just been received. */
  receive(record: EventRecord): void;
  /** Stands for a new release of the contracts: from now on these groups pass a replay. */
  mend(fingerprint: string): void;
}

const bucketMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export function createMemoryStore(): MemoryStore {
  const records = new Map<string, EventRecord>();
  const mended = new Set<string>();
  const listeners = new Set<LiveListener>();
  const all = () => [...records.values()].toSorted(newestFirst);
  const quarantined = () => all().filter(({ verdict }) => verdict === "quarantined");
  const group = (fingerprint: string) => quarantined().filter((each) => fingerprintOf(each) === fingerprint);
  const totals = (): Totals => ({
    accepted: all().filter(({ verdict }) => verdict === "accepted").length,
    quarantined: quarantined().length,
    unknown: all().filter(({ verdict }) => verdict === "unknown").length,
    duplicates: 0,
  });

  return {
    receive(record) {
      records.set(record.key, record);
      for (const listener of listeners) listener.onEvent(record);
    },
    mend: (fingerprint) => void mended.add(fingerprint),
    live: {
      totals,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    events: async (query) => all().filter(within(query)).slice(0, query.limit),
    event: async (key) => records.get(key),
    stats: async (query) => statsOf(all(), query, totals()),
    async threads(limit) {
      return [...groupBy(all(), ({ thread_id }) => thread_id)]
        .flatMap(([thread_id, own]) =>
          thread_id === null
            ? []
            : [
                {
                  thread_id,
                  first_seen: own.at(-1)?.received_at ?? "",
                  last_seen: own[0]?.received_at ?? "",
                  events: own.length,
                  turns: own.filter(({ event_type }) => event_type === "codex_turn_event").length,
                  client: own.find(({ client }) => client !== null)?.client ?? null,
                },
              ],
        )
        .slice(0, limit);
    },
    async timeline(thread) {
      return all()
        .filter(({ thread_id }) => thread_id === thread)
        .map(timelineItem)
        .toSorted((a, b) => compare(a.started_at, b.started_at) || compare(a.key, b.key));
    },
    async quarantineGroups() {
      return [...groupBy(quarantined(), fingerprintOf)].map(([fingerprint, own]) => ({
        fingerprint,
        event_type: own[0]?.event_type ?? null,
        count: own.length,
        first_seen: own.at(-1)?.received_at ?? "",
        last_seen: own[0]?.received_at ?? "",
        issues: own[0]?.findings.issues ?? [],
      }));
    },
    async quarantineEntries(fingerprint, limit) {
      const entries = group(fingerprint);
      return entries.length === 0 ? undefined : entries.slice(0, limit);
    },
    async replay(fingerprint) {
      const entries = group(fingerprint);
      if (entries.length === 0) return undefined;
      if (!mended.has(fingerprint)) return { replayed: 0, still_quarantined: entries.length };
      for (const entry of entries)
        records.set(entry.key, {
          ...entry,
          verdict: "accepted",
          findings: { issues: [], unknown_keys: [] },
        });
      return { replayed: entries.length, still_quarantined: 0 };
    },
    async drop(fingerprint) {
      const entries = group(fingerprint);
      for (const { key } of entries) records.delete(key);
      return entries.length;
    },
  };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** What equal failures have in common. */
export function fingerprintOf({ event_type, findings }: EventRecord): string {
  const rules = findings.issues.map(({ path, code }) => `${path} ${code}`).join();
  return Buffer.from(`${event_type} ${rules}`).toString("base64url").slice(-16);
}

function within({ since, until, after, ...filter }: EventsQuery) {
  return (record: EventRecord): boolean => {
    const at = Date.parse(record.received_at);
    const later =
      after !== undefined && (at < after.receivedAt || (at === after.receivedAt && record.key < after.key));
    return (
      matchesFilter(record, filter) &&
      (since === undefined || at >= since) &&
      (until === undefined || at < until) &&
      (after === undefined || later)
    );
  };
}

function statsOf(records: readonly EventRecord[], { bucket, since }: StatsQuery, totals: Totals) {
  const ms = bucketMs[bucket];
  const recent = records.filter(({ received_at }) => Date.parse(received_at) >= since);
  const start = ({ received_at }: EventRecord) => Math.floor(Date.parse(received_at) / ms) * ms;
  return {
    totals,
    by_type: counts(records, ({ event_type }) => event_type).map(([event_type, count]) => ({
      event_type,
      count,
    })),
    by_client: counts(records, ({ client }) => client).map(([client, count]) => ({ client, count })),
    buckets: [...groupBy(recent, start)].flatMap(([at, own]) =>
      counts(own, ({ event_type }) => event_type).map(([event_type, count]) => ({
        at: new Date(at).toISOString(),
        event_type,
        count,
      })),
    ),
    store: { events: records.length, bytes: records.length * 400 },
  };
}

function counts<Key>(records: readonly EventRecord[], key: (record: EventRecord) => Key): [Key, number][] {
  return [...groupBy(records, key)]
    .map(([each, own]): [Key, number] => [each, own.length])
    .toSorted(([, a], [, b]) => b - a);
}

function timelineItem({ key, event_type, received_at, turn_id, event }: EventRecord): TimelineItem {
  const params = Object(Object(event).event_params);
  const seconds = (value: unknown) =>
    typeof value === "number" ? new Date(value * 1000).toISOString() : undefined;
  const started = seconds(params.started_at) ?? seconds(params.created_at) ?? received_at;
  const took = params.duration_ms ?? params.completion_latency_ms;
  return {
    key,
    event_type: event_type ?? "",
    started_at: started,
    ended_at: typeof took === "number" ? new Date(Date.parse(started) + took).toISOString() : null,
    label: params.hook_name ?? (event_type ?? "").replace(/^codex_|_event$/g, ""),
    status: params.status ?? params.terminal_status ?? params.result ?? null,
    turn_id,
  };
}

function newestFirst(a: EventRecord, b: EventRecord): number {
  return compare(b.received_at, a.received_at) || compare(b.key, a.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
