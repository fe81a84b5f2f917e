import { type Evicted, sizeOf } from "./caches/cache.js";
import type { CacheName } from "./initial-state.js";
import type { State } from "./state.js";

/** How full a cache is, and what it has let go since the beginning. */
export interface CacheUse {
  readonly entries: number;
  readonly evicted: Evicted;
}

/** How full the caches are (R41). */
export function stateUse(state: State): { readonly [Name in CacheName]: CacheUse } {
  const use = (name: CacheName): CacheUse => ({
    entries: sizeOf(state[name]),
    evicted: state[name].evicted,
  });
  return {
    connections: use("connections"),
    threads: use("threads"),
    requests: use("requests"),
    turns: use("turns"),
  };
}
