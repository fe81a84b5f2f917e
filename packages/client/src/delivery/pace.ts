/** How failures slow delivery down. */
export interface PacePolicy {
  /** Longest wait after the first failure, in ms; it doubles with each further one. */
  readonly baseMs: number;
  /** Longest wait between two tries, in ms. */
  readonly maxMs: number;
  /** Longest `Retry-After` that is believed, in ms. */
  readonly maxRetryAfterMs: number;
  /** After so many failures in a row the circuit opens. */
  readonly failures: number;
  /** How long an open circuit lets nothing through, in ms; then one try decides. */
  readonly cooldownMs: number;
}

/** Where delivery stands. */
export interface Pace {
  /** Failures in a row. */
  readonly failures: number;
  /** Unix ms before which nothing is sent. */
  readonly notBefore: number;
}

export type Circuit = "closed" | "open" | "half-open";

/** Nothing has failed. */
export const steady: Pace = { failures: 0, notBefore: 0 };

export interface Failure {
  readonly now: number;
  /** A number from 0 to 1, exclusive. */
  readonly random: number;
  /** What the server asked for, in ms from now. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The pace after a failed try: exponential backoff with full jitter (a wait drawn evenly from 0 to the longest), at
 * least the cool-down once the circuit is open, and never earlier than the server asked for.
 */
export function afterFailure(
  pace: Pace,
  { now, random, retryAfterMs = 0 }: Failure,
  policy: PacePolicy,
): Pace {
  const longest = Math.min(policy.maxMs, policy.baseMs * 2 ** Math.min(pace.failures, 30));
  const failures = pace.failures + 1;
  const cooldown = failures >= policy.failures ? policy.cooldownMs : 0;
  const asked = Math.min(retryAfterMs, policy.maxRetryAfterMs);
  return { failures, notBefore: now + Math.max(Math.ceil(random * longest), cooldown, asked) };
}

/** Closed: all is sent. Open: nothing is. Half-open: one try decides. */
export function circuitOf({ failures, notBefore }: Pace, now: number, policy: PacePolicy): Circuit {
  if (failures < policy.failures) return "closed";
  return now < notBefore ? "open" : "half-open";
}
