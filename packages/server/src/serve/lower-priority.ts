import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

const NICE = 10;

/**
 * Lets this thread, and those that it starts, wait for the others of the machine: an answer must not wait for what is
 * stored later. On Linux, where a priority belongs to a thread; elsewhere nothing happens.
 */
export function lowerPriority(): void {
  if (process.platform !== "linux") return;
  try {
    const [, thread] = /task\/(\d+)$/.exec(readlinkSync("/proc/thread-self")) ?? [];
    if (thread !== undefined) setPriority(Number(thread), NICE);
  } catch {
    // Not allowed here: everything is as fast as it is.
  }
}
