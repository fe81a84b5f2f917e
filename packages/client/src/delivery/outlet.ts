import type { Issue } from "@codex-contracts/protocol";
import { type AnalyticsEvent, isAnalyticsEvent } from "@codex-contracts/protocol/analytics";
import type { EventReducer } from "../privacy/event-reducer.js";
import type { Losses } from "./losses.js";

/** An event that was not sent because it breaks its contract: where and why, never what it held. */
export interface InvalidEvent {
  /** Null when the event has none that is known. */
  readonly eventType: string | null;
  readonly issues: readonly Issue[];
}

export interface OutletParts {
  readonly reduce: EventReducer;
  readonly losses: Losses;
  readonly onInvalid: ((invalid: InvalidEvent) => void) | undefined;
}

/** Makes of an event what leaves; undefined when it may not. */
export type Outlet = (event: AnalyticsEvent) => string | undefined;

/**
 * The only way out: what is valid by the closed reading of its contract is reduced to the privacy ceiling and
 * leaves as JSON text, if it is valid still. Undefined when it is not; that is counted.
 */
export function outlet({ reduce, losses, onInvalid }: OutletParts): Outlet {
  return (event) => {
    const reduced = isAnalyticsEvent(event) ? reduce(event) : undefined;
    if (reduced !== undefined && (reduced === event || isAnalyticsEvent(reduced)))
      return JSON.stringify(reduced);
    losses.count("invalid", 1);
    if (onInvalid !== undefined)
      void explain(event)
        .then(onInvalid)
        .catch(() => {});
    return undefined;
  };
}

/** The contract with its explanations is loaded when first needed: a client that sends valid events never does. */
async function explain(event: unknown): Promise<InvalidEvent> {
  const { AnalyticsEvent } = await import("@codex-contracts/protocol/analytics/analytics-event");
  const result = AnalyticsEvent.safeParse(event);
  return { eventType: eventTypeOf(event), issues: result.ok ? [] : result.issues };
}

/** Names of events are words; anything else may be content. */
function eventTypeOf(event: unknown): string | null {
  if (typeof event !== "object" || event === null || !("event_type" in event)) return null;
  const { event_type: type } = event;
  return typeof type === "string" && /^[a-z_]{1,64}$/.test(type) ? type : null;
}
