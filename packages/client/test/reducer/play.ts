import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import {
  type Fact,
  initialState,
  type Outcome,
  type ReducerOptions,
  reduce,
  type State,
  type Warning,
} from "../../src/reducer/index.js";

export const RUNTIME = {
  codex_rs_version: "0.125.0",
  runtime_os: "linux",
  runtime_os_version: "24.04",
  runtime_arch: "x86_64",
};

/** 2026-04-24T03:06:40Z in Unix ms. */
export const NOW = 1_777_000_000_000;

export interface Played {
  readonly state: State;
  readonly events: readonly AnalyticsEvent[];
  readonly warnings: readonly Warning[];
}

export function fresh(options: Partial<ReducerOptions> = {}): State {
  return initialState({ runtime: RUNTIME, ...options });
}

/** Reduces facts one after the other, all at the same time. */
export function playOn(state: State, facts: readonly Fact[], now = NOW): Played {
  return facts.reduce<Played>(
    (played, fact) => {
      const next: Outcome = reduce(played.state, fact, now);
      return {
        state: next.state,
        events: [...played.events, ...next.events],
        warnings: [...played.warnings, ...next.warnings],
      };
    },
    { state, events: [], warnings: [] },
  );
}

export function play(...facts: readonly Fact[]): Played {
  return playOn(fresh(), facts);
}

/** The one event that follows from facts. */
export function onlyEvent(...facts: readonly Fact[]): AnalyticsEvent {
  const { events } = play(...facts);
  const [event, ...more] = events;
  if (event === undefined || more.length > 0) throw new Error(`expected one event, found ${events.length}`);
  return event;
}

/** Params of the last event that follows from facts. */
export function lastParams(...facts: readonly Fact[]): Readonly<Record<string, unknown>> {
  const { events } = play(...facts);
  return { ...events.at(-1)?.event_params };
}
