import { setImmediate } from "node:timers/promises";

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
