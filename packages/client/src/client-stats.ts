import type { DeliveryStats } from "./delivery/delivery-stats.js";
import type { DropReason } from "./delivery/losses.js";

/**
 * What a client has done. `events.recorded + events.adopted` is always the sum of `acknowledged`, `queued`, `inFlight`,
 * `spooled` and the events that were dropped after they were made.
 */
export interface ClientStats extends DeliveryStats {
  /** False when the configuration or the environment turned the client off. */
  readonly enabled: boolean;
  readonly facts: {
    readonly recorded: number;
    /** Given to a client that is off. */
    readonly ignored: number;
  };
  readonly dropped: Readonly<Record<DropReason, number>>;
}
