import type { Runtime } from "@codex-contracts/protocol/analytics";
import { type CacheLimits, emptyCache } from "./caches/cache.js";
import type { State } from "./state.js";

/** The four caches, by what they hold. */
export type CacheName = "connections" | "threads" | "requests" | "turns";

export interface ReducerOptions {
  /** Build and host of this process, which starts of subagents carry (R11). */
  readonly runtime: Runtime;
  /** Originator of the process when its environment overrides it; else the first client names it (P14). */
  readonly originator?: string | undefined;
  /** `false` leaves out the facts behind the general-analytics switch (D11). Default `true`. */
  readonly generalAnalytics?: boolean | undefined;
  /** Limits of the caches (R41), each default replaced where given. */
  readonly limits?: { readonly [Name in CacheName]?: Partial<CacheLimits> } | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the caches keep unless told otherwise: far more than a session holds, a few megabytes at most. */
export const DEFAULT_LIMITS: { readonly [Name in CacheName]: CacheLimits } = {
  connections: { entries: 1_024, ageMs: Number.POSITIVE_INFINITY },
  threads: { entries: 16_384, ageMs: 30 * DAY },
  requests: { entries: 4_096, ageMs: HOUR },
  turns: { entries: 16_384, ageMs: DAY },
};

/** The state before the first fact. Throws a `RangeError` when a limit is no usable number. */
export function initialState(options: ReducerOptions): State {
  const limits = (name: CacheName): CacheLimits =>
    checked(name, { ...DEFAULT_LIMITS[name], ...options.limits?.[name] });
  return {
    settings: { runtime: options.runtime, generalAnalytics: options.generalAnalytics ?? true },
    originator: options.originator ?? null,
    connections: emptyCache(limits("connections")),
    threads: emptyCache(limits("threads")),
    requests: emptyCache(limits("requests")),
    turns: emptyCache(limits("turns")),
  };
}

function checked(name: CacheName, limits: CacheLimits): CacheLimits {
  if (!Number.isInteger(limits.entries) || limits.entries < 2)
    throw new RangeError(`limits.${name}.entries: expected an integer of 2 or more`);
  if (!(limits.ageMs > 0))
    throw new RangeError(`limits.${name}.ageMs: expected a positive number of milliseconds`);
  return limits;
}
