import type { CompleteConfig } from "../config/defaults.js";
import type { Pressure } from "../log/sqlite/sqlite-log.js";
import type { GiveWay } from "../store/in-slices.js";

/** Fewer requests than these do not notice the store. */
const BUSY_REQUESTS = 4;
/** Two milliseconds of work follow. */
const PAUSE_MS = 4;
/** So many requests wait for the processors, and not for the disk. */
const BURST_REQUESTS = 32;
/** In a burst next to nothing is stored; it is over when the oldest entry has waited for so long. */
const BURST_MS = 5_000;
const BURST_PAUSE_MS = 100;
/** The share of what the log may hold up to which a burst is only written down. */
const ROOM = 1 / 4;

/**
 * Lets the store leave the processors to requests that wait, as long as there is much room in the log: a burst is
 * acknowledged first and stored afterwards, and under a load that goes on both share them.
 */
export function giveWayTo(
  pressure: Pressure,
  { max_log_bytes }: Pick<CompleteConfig, "max_log_bytes">,
): GiveWay {
  const roomKiB = (max_log_bytes / 1024) * ROOM;
  return () => {
    const [requests = 0, laggingKiB = 0, waitedMs = 0] = pressure;
    if (requests < BUSY_REQUESTS || laggingKiB >= roomKiB) return 0;
    return requests >= BURST_REQUESTS && waitedMs < BURST_MS ? BURST_PAUSE_MS : PAUSE_MS;
  };
}
