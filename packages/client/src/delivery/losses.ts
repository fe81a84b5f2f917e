import { safely } from "./safely.js";

/** Why events were lost; each word appears as it is in the header that tells the server. */
export const dropReasons = [
  "queue_full",
  "consent",
  "invalid",
  "spool_full",
  "spool_error",
  "refused",
  "closed",
  "expired",
] as const;

export type DropReason = (typeof dropReasons)[number];

export type OnDrop = (reason: DropReason, count: number) => void;

/** Counts what was lost and tells the listener. A listener that throws loses nothing but its own call. */
export class Losses {
  readonly #counts = new Map<DropReason, number>(dropReasons.map((reason) => [reason, 0]));
  readonly #onDrop: OnDrop | undefined;

  constructor(onDrop?: OnDrop) {
    this.#onDrop = onDrop;
  }

  count(reason: DropReason, count: number): void {
    if (count <= 0) return;
    this.#counts.set(reason, this.#of(reason) + count);
    safely(() => this.#onDrop?.(reason, count));
  }

  get byReason(): Readonly<Record<DropReason, number>> {
    const counts = dropReasons.map((reason) => [reason, this.#of(reason)]);
    // One entry for each reason.
    return Object.fromEntries(counts) as Record<DropReason, number>;
  }

  /** Text of `x-codex-contracts-drops` for a stream; undefined when nothing was lost. */
  header(stream: string): string | undefined {
    const parts = dropReasons.filter((reason) => this.#of(reason) > 0);
    if (parts.length === 0) return undefined;
    return `${stream};${parts.map((reason) => `${reason}=${this.#of(reason)}`).join(",")}`;
  }

  #of(reason: DropReason): number {
    return this.#counts.get(reason) ?? 0;
  }
}
