import type { EventFilter } from "./read-source.js";
import type { EventRecord } from "./wire.js";

/** Whether an event is among those asked for. */
export function matchesFilter(record: EventRecord, { type, thread, client, verdict }: EventFilter): boolean {
  return (
    (type === undefined || record.event_type === type) &&
    (thread === undefined || record.thread_id === thread) &&
    (client === undefined || record.client === client) &&
    (verdict === undefined || record.verdict === verdict)
  );
}
