import type { PrivacyClass } from "@codex-contracts/protocol/privacy/analytics";
import type { EventRecord } from "../api/wire.js";
import type { EventFinding } from "../judge/judge-request.js";
import { eventTypeOf } from "../judge/judge-request.js";
import { keptEvent } from "../store/kept-event.js";
import { textParam } from "../store/member-of.js";
import { type ProductClients, productClient } from "../store/product-client.js";

export interface RecordOptions {
  readonly clients: ProductClients;
  /** Most sensitive class that is shown of an event in quarantine. */
  readonly quarantineCeiling: PrivacyClass;
}

export interface LiveEvent {
  readonly key: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly event: unknown;
  /** Undefined for an accepted event. */
  readonly finding: EventFinding | undefined;
}

/** An event at receipt, in the shape in which the read API gives it once it is stored. */
export function eventRecord(
  { key, receivedAt, event, finding }: LiveEvent,
  options: RecordOptions,
): EventRecord {
  const verdict = finding?.verdict ?? "accepted";
  const eventType = eventTypeOf(event);
  const issues = finding?.issues ?? [];
  const unknownKeys = finding?.observations.map(({ path }) => path) ?? [];
  const shown =
    verdict === "quarantined"
      ? keptEvent({ key, verdict, eventType, event, issues, unknownKeys }, options.quarantineCeiling).event
      : event;
  return {
    key,
    event_type: eventType,
    received_at: new Date(receivedAt).toISOString(),
    thread_id: textParam(shown, "thread_id"),
    turn_id: textParam(shown, "turn_id"),
    client: productClient(shown, options.clients),
    verdict,
    event: shown,
    findings: { issues, unknown_keys: unknownKeys },
  };
}
