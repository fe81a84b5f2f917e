import type { CompleteConfig } from "../config/defaults.js";
import type { Pressure } from "../log/sqlite/sqlite-log.js";
import type { GiveWay } from "../store/in-slices.js";

/** Fewer requests than these do not notice the store. */
const BUSY_REQUESTS = 4;
/** Two milliseconds of work follow. */
const PAUSE_MS = 4;
/** The share of what the log may hold up to which a burst is only written down. */
const ROOM = 1 / 4;

/**
 * Lets the store leave the processors to requests that wait, as long as there is much room in the log: a burst is
 * acknowledged first and stored afterwards.
 */
export function giveWayTo(
  pressure: Pressure,
  { max_log_bytes }: Pick<CompleteConfig, "max_log_bytes">,
): GiveWay {
  const roomKiB = (max_log_bytes / 1024) * ROOM;
  return () => {
    const [requests = 0, laggingKiB = 0] = pressure;
    return requests >= BUSY_REQUESTS && laggingKiB < roomKiB ? PAUSE_MS : 0;
  };
}
