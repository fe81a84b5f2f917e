import type { Contract, Issue } from "@codex-contracts/protocol";
import { type AnalyticsEvent, isAnalyticsEvent } from "@codex-contracts/protocol/analytics/analytics-event";
import type { EventReducer } from "../privacy/event-reducer.js";
import type { Losses } from "./losses.js";
import { safely } from "./safely.js";

/** An event that was not sent because it breaks its contract: where and why, never what it held. */
export interface InvalidEvent {
  /** Null when the event has none that looks like one. */
  readonly eventType: string | null;
  /** Empty when nothing was given that explains. */
  readonly issues: readonly Issue[];
}

export interface OutletParts {
  readonly reduce: EventReducer;
  readonly losses: Losses;
  readonly onInvalid: ((invalid: InvalidEvent) => void) | undefined;
  readonly explain: Explains | undefined;
}

/** Says why an event breaks its contract; the contract `AnalyticsEvent` does. */
export type Explains = Pick<Contract<AnalyticsEvent>, "safeParse">;

/** Makes of an event what leaves; undefined when it may not. */
export type Outlet = (event: AnalyticsEvent) => string | undefined;

/**
 * The only way out: what is valid by the closed reading of its contract is reduced to the privacy ceiling and
 * leaves as JSON text, if it is valid still. Undefined when it is not; that is counted.
 */
export function outlet({ reduce, losses, onInvalid, explain }: OutletParts): Outlet {
  return (event) => {
    const reduced = isAnalyticsEvent(event) ? reduce(event) : undefined;
    if (reduced !== undefined && (reduced === event || isAnalyticsEvent(reduced)))
      return JSON.stringify(reduced);
    losses.count("invalid", 1);
    safely(() => onInvalid?.({ eventType: eventTypeOf(event), issues: issuesOf(event, explain) }));
    return undefined;
  };
}

function issuesOf(event: unknown, explain: Explains | undefined): readonly Issue[] {
  const result = explain?.safeParse(event);
  return result === undefined || result.ok ? [] : result.issues;
}

/** Names of events are words; anything else may be content. */
function eventTypeOf(event: unknown): string | null {
  if (typeof event !== "object" || event === null || !("event_type" in event)) return null;
  const { event_type: type } = event;
  return typeof type === "string" && /^[a-z_]{1,64}$/.test(type) ? type : null;
}
