import type { Issue } from "@codex-contracts/protocol";

/*
 * What the read API says, in the words of the wire. Times are ISO 8601 in UTC unless a name ends in _ms.
 * The page imports these types, so that both sides agree.
 */

/** `accepted` stands in a table of its own; `unknown` has an event type without a contract; the rest is kept apart. */
export type Verdict = "accepted" | "quarantined" | "unknown";

/** What was found while judging an event: rules and places, never values. */
export interface Findings {
  readonly issues: readonly Issue[];
  /** JSON Pointers to what the contract does not know: members, open words, `/event_type`. Values are not kept. */
  readonly unknown_keys: readonly string[];
}

/** One event with what the server knows about it. */
export interface EventRecord {
  readonly key: string;
  /** Null when the event does not say a usable type. */
  readonly event_type: string | null;
  readonly received_at: string;
  readonly thread_id: string | null;
  readonly turn_id: string | null;
  /** Canonical product client; null when the event names none. */
  readonly client: string | null;
  readonly verdict: Verdict;
  /** As received; of an event in quarantine only what may be kept. */
  readonly event: unknown;
  readonly findings: Findings;
}

/** Answer of `GET /v1/events`: newest first. */
export interface EventsAnswer {
  readonly events: readonly EventRecord[];
  /** To be given as `cursor` for the next, older page; null at the end. */
  readonly next: string | null;
}

export interface Totals {
  readonly accepted: number;
  readonly quarantined: number;
  readonly unknown: number;
  readonly duplicates: number;
}

/** How far the store is behind the log. */
export interface LogState {
  readonly entries: number;
  readonly bytes: number;
  /** When the oldest waiting request came; null when nothing waits. */
  readonly oldest: string | null;
}

export interface StatsBucket {
  /** Start of the bucket. */
  readonly at: string;
  readonly event_type: string | null;
  readonly count: number;
}

/** Answer of `GET /v1/stats`. */
export interface StatsAnswer {
  readonly totals: Totals;
  readonly by_type: readonly { readonly event_type: string | null; readonly count: number }[];
  readonly by_client: readonly { readonly client: string | null; readonly count: number }[];
  readonly buckets: readonly StatsBucket[];
  readonly log: LogState;
  readonly store: { readonly events: number; readonly bytes: number };
}

/** Data of `event: stats` in `GET /v1/live`, once a second. */
export interface LiveStats {
  readonly at: string;
  /** Judged since this server process started. */
  readonly totals: Totals;
  readonly log: LogState;
  /** Events that this connection was not sent because they came faster than it takes them. */
  readonly skipped: number;
}

/** One line of `GET /v1/threads`. */
export interface ThreadSummary {
  readonly thread_id: string;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly events: number;
  readonly turns: number;
  readonly client: string | null;
}

export interface ThreadsAnswer {
  readonly threads: readonly ThreadSummary[];
}

/** One event on the timeline of a thread. */
export interface TimelineItem {
  readonly key: string;
  readonly event_type: string;
  readonly started_at: string;
  /** Null for what has no duration. */
  readonly ended_at: string | null;
  /** What it is, in a few words. */
  readonly label: string;
  /** The event's own word for how it ended; null when it has none. */
  readonly status: string | null;
  readonly turn_id: string | null;
}

/** Answer of `GET /v1/threads/{id}/timeline`, in order of time. */
export interface TimelineAnswer {
  readonly thread_id: string;
  readonly items: readonly TimelineItem[];
}

/** Equal failures together. */
export interface QuarantineGroup {
  readonly fingerprint: string;
  readonly event_type: string | null;
  readonly count: number;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly issues: readonly Issue[];
}

export interface QuarantineAnswer {
  readonly groups: readonly QuarantineGroup[];
}

export interface QuarantineEntriesAnswer {
  readonly fingerprint: string;
  /** Newest first; bounded. */
  readonly entries: readonly EventRecord[];
}

export interface ReplayAnswer {
  readonly replayed: number;
  readonly still_quarantined: number;
}

export interface DropAnswer {
  readonly dropped: number;
}

/** One field of an event, for people. */
export interface FieldDocumentation {
  /** JSON Pointer with `*` for the items of a list and the keys of an open map. */
  readonly path: string;
  readonly description: string;
  /** In words: `string or null`, `one of "read", "write"`. */
  readonly type: string;
  readonly required: boolean;
  /** What null means; null when the field is never null. */
  readonly null_means: string | null;
  readonly unit: string | null;
  /** Null for members that hold others. */
  readonly privacy: string | null;
  /** The branches of a tagged union in which the field exists: all of them must hold. */
  readonly only_when: readonly { readonly path: string; readonly value: string }[];
}

/** Answer of `GET /v1/contracts/{event_type}`. */
export interface ContractAnswer {
  readonly id: string;
  readonly name: string;
  readonly event_type: string;
  readonly description: string;
  /** The most sensitive class inside. */
  readonly privacy: string;
  readonly rules: readonly string[];
  readonly fields: readonly FieldDocumentation[];
}

/** Every answer that is not a success. */
export interface ErrorAnswer {
  readonly error: string;
  /** What to do, when there is something to do. */
  readonly hint?: string;
}
