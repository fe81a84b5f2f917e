import type { Totals } from "../api/wire.js";
import type { DeliveredEntry } from "../log/log.js";
import type { JudgedEvent, PendingEntry, Store } from "../store/store.js";
import { storeErrorCode } from "../store/store-error.js";
import { type Judge, pendingEntry } from "./judged-entry.js";

/** Judges entries of the log and stores them; what the store refuses for its data goes to the quarantine. */
export type Ingest = (entries: readonly DeliveredEntry[]) => Promise<Totals>;

/** Throws when the store cannot be used for now: the same entries may be handed in again, they count once. */
export function createIngest(store: Pick<Store, "write">, judge?: Judge): Ingest {
  return (entries) =>
    write(
      store,
      entries.map((entry) => pendingEntry(entry, judge)),
    );
}

async function write(store: Pick<Store, "write">, entries: readonly PendingEntry[]): Promise<Totals> {
  try {
    return entries.length === 0 ? NONE : await store.write(entries);
  } catch (error) {
    if (storeErrorCode(error) !== "data") throw error;
    return writeInParts(store, entries);
  }
}

/** Halves what was refused until it is one event, so that the others are stored. */
async function writeInParts(store: Pick<Store, "write">, entries: readonly PendingEntry[]): Promise<Totals> {
  const [first] = entries;
  if (first === undefined) return NONE;
  if (entries.length > 1) {
    const half = entries.length >> 1;
    return sum(await write(store, entries.slice(0, half)), await write(store, entries.slice(half)));
  }
  const events = first.judge();
  const [event, ...more] = events;
  if (event === undefined) return NONE;
  if (more.length > 0) {
    const half = events.length >> 1;
    const parts = [events.slice(0, half), events.slice(half)];
    const [a = NONE, b = NONE] = await inOrder(parts, (part) =>
      write(store, [{ ...first, judge: () => part }]),
    );
    return sum(a, b);
  }
  return writeRefused(store, first, event);
}

/** One event that cannot be kept: with what may be kept of it, and if that is refused too, without. */
async function writeRefused(
  store: Pick<Store, "write">,
  entry: PendingEntry,
  event: JudgedEvent,
): Promise<Totals> {
  const refused: JudgedEvent = {
    ...event,
    verdict: "quarantined",
    issues: [...event.issues, { path: "", code: "format", expected: "an event that the store can keep" }],
  };
  try {
    return await store.write([{ ...entry, judge: () => [refused] }]);
  } catch (error) {
    if (storeErrorCode(error) !== "data") throw error;
    return store.write([
      { ...entry, judge: () => [{ ...refused, eventType: null, event: null, unknownKeys: [] }] },
    ]);
  }
}

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  for (const item of items) out.push(await work(item));
  return out;
}

export const NONE: Totals = { accepted: 0, quarantined: 0, unknown: 0, duplicates: 0 };

export function sum(a: Totals, b: Totals): Totals {
  return {
    accepted: a.accepted + b.accepted,
    quarantined: a.quarantined + b.quarantined,
    unknown: a.unknown + b.unknown,
    duplicates: a.duplicates + b.duplicates,
  };
}
