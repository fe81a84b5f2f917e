import type { Clock } from "../clock.js";
import type { Losses } from "../losses.js";
import type { QueuedEvent } from "../queued-event.js";
import type { Witness } from "./owner.js";
import type { Segment } from "./segment.js";
import type { SpoolFiles } from "./spool-files.js";
import type { SegmentLimits } from "./spool-options.js";

/** What a spool works with. */
export interface SpoolParts {
  readonly stream: string;
  readonly files: SpoolFiles;
  readonly clock: Clock;
  readonly witness: Witness;
  readonly losses: Losses;
  readonly segment: SegmentLimits;
  /** Age at which an event is no longer worth sending, in ms. */
  readonly maxAgeMs: number;
}

/** Events to be sent, and where they lie. */
export interface TakenEvents {
  readonly events: readonly QueuedEvent[];
  readonly segments: readonly Segment[];
}
