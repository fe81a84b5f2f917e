import { recorded } from "@codex-contracts/fixtures/recorded";
import { contractOfEvent } from "@codex-contracts/protocol/contracts";
import type { EventRecord } from "../../src/api/wire.js";

/** When the recorded session is said to have been received. */
export const receivedAt = Date.parse("2026-04-24T12:00:00.000Z");

/** The events that a real Codex 0.125.0 sent, a second apart, as the server would keep them. */
export function recordedRecords(from = receivedAt): EventRecord[] {
  return recorded("codex-0.125.0-events").map((event, index) =>
    recordOf(event, `recorded:${String(index + 1).padStart(3, "0")}`, from + index * 1000),
  );
}

/** An event judged by its contract. */
export function recordOf(event: unknown, key: string, at: number): EventRecord {
  const { event_type, event_params } = Object(event);
  const contract = contractOfEvent(String(event_type));
  const result = contract?.consumer.safeParse(event);
  const issues = result === undefined || result.ok ? [] : result.issues;
  const unknown = result === undefined ? ["/event_type"] : result.observations.map(({ path }) => path);
  const params = Object(event_params);
  return {
    key,
    event_type: typeof event_type === "string" ? event_type : null,
    received_at: new Date(at).toISOString(),
    thread_id: params.thread_id ?? null,
    turn_id: params.turn_id ?? params.accepted_turn_id ?? null,
    client: params.app_server_client?.product_client_id ?? params.product_client_id ?? null,
    verdict: issues.length > 0 ? "quarantined" : unknown.length > 0 ? "unknown" : "accepted",
    event,
    findings: { issues, unknown_keys: unknown },
  };
}
