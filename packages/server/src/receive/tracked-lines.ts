import type { PrivacyClass } from "@codex-contracts/protocol/privacy/analytics";
import { eventTypeOf } from "../judge/judge-request.js";
import { keptEvent } from "../store/kept-event.js";
import { type ProductClients, productClient } from "../store/product-client.js";
import type { Received } from "./receiver.js";

/** One line of the log of the server about an event. */
export interface TrackedLine {
  readonly fields: { readonly event_type: string; readonly product_client: string | null };
  readonly message: string;
}

export interface TrackedOptions {
  readonly ceiling: PrivacyClass;
  readonly clients: ProductClients;
}

/**
 * `Tracked <event> event params={…}` for each event that is not quarantined, as the original backend writes it: with
 * what it adds, and without every value that is more sensitive than the ceiling or not known to the contract.
 */
export function* trackedLines({ judged }: Received, options: TrackedOptions): IterableIterator<TrackedLine> {
  const refused = new Set(
    judged.findings.flatMap(({ verdict, index }) => (verdict === "quarantined" ? [index] : [])),
  );
  for (const [index, event] of judged.events.entries()) {
    const eventType = eventTypeOf(event);
    if (refused.has(index) || eventType === null) continue;
    const client = productClient(event, options.clients);
    const kept = { key: "", verdict: "accepted", eventType, event, issues: [], unknownKeys: [] } as const;
    const params = { product_surface: "codex", ...paramsOf(keptEvent(kept, options.ceiling).event) };
    yield {
      fields: { event_type: eventType, product_client: client },
      message: `Tracked ${eventType} event params=${JSON.stringify(withClient(params, client))}`,
    };
  }
}

function paramsOf(event: unknown): Record<string, unknown> {
  if (typeof event !== "object" || event === null || !("event_params" in event)) return {};
  const params = event.event_params;
  return typeof params === "object" && params !== null ? { ...params } : {};
}

/** The params with the canonical product client in the place of the one that was sent, where that may be shown. */
function withClient(params: Record<string, unknown>, client: string | null): Record<string, unknown> {
  const { app_server_client, product_client_id } = params;
  if (typeof product_client_id === "string") return { ...params, product_client_id: client };
  if (typeof app_server_client !== "object" || app_server_client === null) return params;
  if (!("product_client_id" in app_server_client) || app_server_client.product_client_id === null)
    return params;
  return { ...params, app_server_client: { ...app_server_client, product_client_id: client } };
}
