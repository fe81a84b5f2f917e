import { setImmediate, setTimeout } from "node:timers/promises";

/** How long a batch keeps the thread: a write that is under way, and questions, go on in between. */
const SLICE_MS = 2;

/** Milliseconds for which others need the processor more; 0 when nobody does. */
export type GiveWay = () => number;

/** Does something with each item, and lets others have the thread every now and then, for as long as they need it. */
export async function inSlices<T>(
  items: readonly T[],
  work: (item: T) => void,
  giveWay: GiveWay = () => 0,
): Promise<void> {
  let until = performance.now() + SLICE_MS;
  for (const item of items) {
    work(item);
    if (performance.now() < until) continue;
    const pause = giveWay();
    await (pause > 0 ? setTimeout(pause) : setImmediate());
    until = performance.now() + SLICE_MS;
  }
}
