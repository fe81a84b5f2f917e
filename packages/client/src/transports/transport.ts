import type { QueuedEvent } from "../delivery/queued-event.js";

/** Events that leave together. */
export interface OutgoingBatch {
  /** Idempotency key: the same for every try. */
  readonly id: string;
  /** Each with its key and its JSON text, in order. */
  readonly events: readonly QueuedEvent[];
  /** To be sent exactly as Codex sends: no header of ours, not compressed. */
  readonly plain?: boolean;
}

/** What one try needs beyond the batch. */
export interface SendContext {
  /** Aborts when the try has taken too long. */
  readonly signal: AbortSignal;
  /** Unix ms. */
  readonly now: () => number;
  /** Losses of this client so far: the text of `x-codex-contracts-drops`. */
  readonly drops: string | undefined;
}

/** What a server did with the events of a batch. */
export interface Receipt {
  readonly accepted: number;
  /** Kept by the server, but not accepted. */
  readonly quarantined: number;
  readonly unknown: number;
  /** Counted before. */
  readonly duplicates: number;
}

/** How a try ended. */
export type SendResult =
  /** The server has the events. */
  | { readonly kind: "delivered"; readonly receipt?: Receipt | undefined }
  /** Not now: worth another try, not before `retryAfterMs` from now. */
  | {
      readonly kind: "retry";
      readonly reason: string;
      /** Status of the answer; none when there was no answer. */
      readonly status?: number | undefined;
      readonly retryAfterMs?: number | undefined;
    }
  /** Never: the events are lost. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Too much at once: worth two tries of half the size. */
  | { readonly kind: "too-large" };

/** One try to send a batch; what it throws counts as a failure worth another try. */
export type SendOnce = (context: SendContext) => Promise<SendResult>;

/** Where events go. */
export interface Transport {
  /** Makes of a batch what is sent, once; every try sends exactly that. */
  prepare(batch: OutgoingBatch): Promise<SendOnce>;
  /** Gives up what the transport holds: connections, files. */
  close?(): Promise<void>;
}
