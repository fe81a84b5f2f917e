import { type AnyValueMap, type Logger, logs } from "@opentelemetry/api-logs";
import type { QueuedEvent } from "../delivery/queued-event.js";
import type { Transport } from "../transports/transport.js";

export interface OpenTelemetryTransportOptions {
  /** Takes the records; when left out, the logger `codex-contracts` of the provider that is registered globally. */
  readonly logger?: Pick<Logger, "emit">;
}

/** SeverityNumber.INFO, by its number in the OpenTelemetry specification. */
const INFO = 9;

/**
 * Turns each event into a log record: `eventName` is its `event_type`, `timestamp` the time of recording, the body its
 * params, and the ids of the params (what ends in `_id`) are attributes. Delivery beyond that is the provider's.
 */
export function openTelemetryTransport({ logger }: OpenTelemetryTransportOptions = {}): Transport {
  return {
    prepare: async ({ events }) => {
      const records = events.map(logRecord);
      return async () => {
        const target = logger ?? logs.getLogger("codex-contracts");
        for (const record of records) target.emit(record);
        return { kind: "delivered" };
      };
    },
  };
}

function logRecord({ text, at, stream, n }: QueuedEvent) {
  // The text was made of an event: JSON values throughout.
  const { event_type: eventName, event_params: params, ...others } = JSON.parse(text) as SentEvent;
  const body: AnyValueMap = { ...others, ...params };
  const ids = Object.entries(body).filter(
    ([name, value]) => name.endsWith("_id") && typeof value === "string",
  );
  return {
    eventName,
    timestamp: at,
    severityNumber: INFO,
    body,
    attributes: { ...Object.fromEntries(ids), "codex_contracts.event_key": `${stream}:${n}` },
  };
}

interface SentEvent {
  readonly event_type: string;
  readonly event_params: AnyValueMap;
  readonly [member: string]: AnyValueMap[string];
}
