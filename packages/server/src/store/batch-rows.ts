import type { PrivacyClass } from "@codex-contracts/protocol/privacy/analytics";
import { rowFunctions } from "../gen/rows.js";
import { fingerprint } from "./fingerprint.js";
import { keptEvent, knownPart } from "./kept-event.js";
import { textParam } from "./member-of.js";
import { type ProductClients, productClient } from "./product-client.js";
import type { Row } from "./row.js";
import type { JudgedEntry, JudgedEvent } from "./store.js";

/** An event of a typed table. */
export interface TypedRow {
  readonly key: string;
  readonly receivedAt: number;
  readonly client: string | null;
  readonly position: string;
  /** JSON Pointers, joined by commas; null when the contract knew everything. */
  readonly unknownKeys: string | null;
  /** Missing keys, then the cells of the event. */
  readonly row: Row;
}

/** An event that is kept apart; lists and the event as JSON texts. */
export interface ApartRow {
  readonly key: string;
  readonly verdict: "quarantined" | "unknown";
  readonly fingerprint: string;
  readonly eventType: string | null;
  readonly receivedAt: number;
  readonly client: string | null;
  readonly thread: string | null;
  readonly turn: string | null;
  readonly position: string;
  readonly event: string;
  readonly removed: string;
  readonly issues: string;
  readonly unknownKeys: string | null;
}

/** How often a name was seen that no contract knows. */
export interface NameCount {
  readonly kind: "event_type" | "key";
  readonly eventType: string;
  readonly name: string;
  count: number;
  first: number;
  last: number;
}

/** Events of a batch by verdict. */
export interface EventCounts {
  readonly accepted: number;
  readonly quarantined: number;
  readonly unknown: number;
}

export interface RowOptions {
  readonly clients: ProductClients;
  /** Most sensitive class that a quarantine may hold. */
  readonly quarantineCeiling: PrivacyClass;
}

/** Turns judged events into rows, one after the other. */
export interface BatchRows {
  add(entry: Pick<JudgedEntry, "receivedAt" | "position">, event: JudgedEvent): void;
  /** What did not go to a typed table. */
  readonly apart: readonly ApartRow[];
  readonly names: readonly NameCount[];
  readonly counts: EventCounts;
}

/** `typed` is handed each row of a typed table, in order. */
export function batchRows(options: RowOptions, typed: (eventType: string, row: TypedRow) => void): BatchRows {
  const apart: ApartRow[] = [];
  const names = new Map<string, NameCount>();
  const counts = { accepted: 0, quarantined: 0, unknown: 0 };
  return {
    add(entry, event) {
      counts[event.verdict] += 1;
      if (event.unknownKeys.length > 0) countNames(names, event, entry.receivedAt);
      const functions = event.eventType === null ? undefined : ownFunctions(event.eventType);
      if (event.verdict === "quarantined" || functions === undefined || event.eventType === null) {
        apart.push(apartRow(event, entry, options));
        return;
      }
      const known = event.verdict === "accepted" ? event.event : knownPart(event.event, event.eventType);
      typed(event.eventType, {
        key: event.key,
        receivedAt: entry.receivedAt,
        client: productClient(event.event, options.clients),
        position: entry.position,
        unknownKeys: event.unknownKeys.length === 0 ? null : event.unknownKeys.join(),
        // The consumer reading of its contract has accepted the event.
        row: functions.toRow(known as never),
      });
    },
    apart,
    get names() {
      return [...names.values()];
    },
    counts,
  };
}

function ownFunctions(eventType: string) {
  return Object.hasOwn(rowFunctions, eventType) ? rowFunctions[eventType] : undefined;
}

function apartRow(
  event: JudgedEvent,
  { receivedAt, position }: Pick<JudgedEntry, "receivedAt" | "position">,
  options: RowOptions,
): ApartRow {
  const kept = keptEvent(event, options.quarantineCeiling);
  return {
    key: event.key,
    verdict: event.verdict === "unknown" ? "unknown" : "quarantined",
    fingerprint: fingerprint(event),
    eventType: event.eventType,
    receivedAt,
    client: productClient(kept.event, options.clients),
    thread: textParam(kept.event, "thread_id"),
    turn: textParam(kept.event, "turn_id"),
    position,
    event: JSON.stringify(kept.event),
    removed: JSON.stringify(kept.removed),
    issues: JSON.stringify(event.issues),
    unknownKeys: event.unknownKeys.length === 0 ? null : event.unknownKeys.join(),
  };
}

function countNames(names: Map<string, NameCount>, event: JudgedEvent, at: number): void {
  for (const pointer of event.unknownKeys) {
    const isType = pointer === "/event_type";
    const eventType = isType ? "" : (event.eventType ?? "");
    const name = isType ? (event.eventType ?? "*") : pointer;
    const id = `${eventType} ${name}`;
    const known = names.get(id);
    if (known === undefined)
      names.set(id, { kind: isType ? "event_type" : "key", eventType, name, count: 1, first: at, last: at });
    else {
      known.count += 1;
      known.first = Math.min(known.first, at);
      known.last = Math.max(known.last, at);
    }
  }
}
