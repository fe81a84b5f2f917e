import type { LiveBus, LiveListener } from "../api/read-source.js";
import type { EventRecord, Totals } from "../api/wire.js";
import { eventKeysOf } from "../delivery/event-keys.js";
import type { Received } from "../receive/receiver.js";
import { eventRecord, type RecordOptions } from "./event-record.js";

export interface LiveBusOptions extends RecordOptions {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Events shown in one tenth of a second; the others of that time are skipped. */
  readonly perTenth?: number;
}

export interface WritableLiveBus extends LiveBus {
  /** Shows the events of a durable request to everybody who listens, as far as there is time for it. */
  publish(received: Received): void;
}

/** Nobody can read faster than this, and showing an event costs more than taking it. */
const PER_TENTH = 50;
const TENTH_MS = 100;

/** A bus that spends a bounded time on showing events, however many come: the others are told as skipped. */
export function createLiveBus({ now, perTenth = PER_TENTH, ...options }: LiveBusOptions): WritableLiveBus {
  const listeners = new Set<LiveListener>();
  const totals = { accepted: 0, quarantined: 0, unknown: 0, duplicates: 0 };
  let tenth = 0;
  let left = perTenth;

  /** How many of `wanted` events may be shown at this time. */
  const share = (wanted: number): number => {
    const current = Math.floor(now() / TENTH_MS);
    if (current !== tenth) left = perTenth;
    tenth = current;
    const granted = Math.min(wanted, left);
    left -= granted;
    return granted;
  };

  return {
    publish({ entry, judged, duplicates }) {
      totals.accepted += judged.accepted;
      totals.quarantined += judged.quarantined;
      totals.unknown += judged.unknown;
      totals.duplicates += duplicates;
      if (listeners.size === 0) return;
      const { events } = judged;
      const shown = share(events.length);
      let keys: readonly string[] | undefined;
      const findings = new Map(judged.findings.map((finding) => [finding.index, finding]));
      const recordAt = (index: number): EventRecord => {
        keys ??= eventKeysOf(entry, events.length);
        const finding = findings.get(index);
        const live = { key: keys[index] ?? "", receivedAt: entry.receivedAt, event: events[index], finding };
        return eventRecord(live, options);
      };
      for (let index = 0; index < shown; index++) {
        const record = recordAt(index);
        for (const listener of listeners) listener.onEvent(record);
      }
      if (shown === events.length) return;
      const skipped = function* () {
        for (let index = shown; index < events.length; index++) yield recordAt(index);
      };
      for (const listener of listeners) listener.onSkipped(events.length - shown, skipped);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    totals: (): Totals => ({ ...totals }),
  };
}
