export type { Fact, FactName, FactOf } from "../facts/fact.js";
export { GATED_FACTS } from "../facts/gated-facts.js";
export type { CacheLimits, Evicted } from "./caches/cache.js";
export { type CacheName, DEFAULT_LIMITS, initialState, type ReducerOptions } from "./initial-state.js";
export type { Outcome } from "./outcome.js";
export { reduce } from "./reduce.js";
export type { State } from "./state.js";
export { type CacheUse, stateUse } from "./state-use.js";
export type { Warning } from "./warning.js";
