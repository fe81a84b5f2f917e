import { setImmediate } from "node:timers/promises";
import type { JudgedEntry, PendingEntry } from "./store.js";

/** How long a batch keeps the thread: a write that is under way, and questions, go on in between. */
const SLICE_MS = 2;

/** Does something with each item, and lets others have the thread every now and then. */
export async function inSlices<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  let until = performance.now() + SLICE_MS;
  for (const item of items) {
    work(item);
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + SLICE_MS;
  }
}

/** Judges the entries of a batch, for a store that needs them all at once. */
export async function judgeAll(entries: readonly PendingEntry[]): Promise<JudgedEntry[]> {
  const judged: JudgedEntry[] = [];
  await inSlices(entries, ({ receivedAt, position, judge }) => {
    judged.push({ receivedAt, position, events: judge() });
  });
  return judged;
}
