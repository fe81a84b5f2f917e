import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import type { State } from "./state.js";
import type { Warning } from "./warning.js";

/** What follows from one fact. */
export interface Outcome {
  readonly state: State;
  /** In the order in which they leave (R43); almost always none or one. */
  readonly events: readonly AnalyticsEvent[];
  readonly warnings: readonly Warning[];
}

const NO_EVENTS: readonly AnalyticsEvent[] = Object.freeze([]);
const NO_WARNINGS: readonly Warning[] = Object.freeze([]);

/** Only the state may have changed. */
export function quiet(state: State): Outcome {
  return { state, events: NO_EVENTS, warnings: NO_WARNINGS };
}

export function emits(state: State, event: AnalyticsEvent): Outcome {
  return { state, events: [event], warnings: NO_WARNINGS };
}

export function emitsAll(state: State, events: readonly AnalyticsEvent[]): Outcome {
  return { state, events, warnings: NO_WARNINGS };
}

export function warns(state: State, warning: Warning): Outcome {
  return { state, events: NO_EVENTS, warnings: [warning] };
}
