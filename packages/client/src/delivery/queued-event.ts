import type { EventKey } from "./event-key.js";

/** An event on its way: its key, when it was recorded (Unix ms), and its JSON text. */
export interface QueuedEvent extends EventKey {
  readonly at: number;
  readonly text: string;
  /** Bytes of the text as UTF-8. */
  readonly bytes: number;
}

/** How much of something there may be. */
export interface Limits {
  readonly events: number;
  /** Bytes of JSON. */
  readonly bytes: number;
}
