import { isDeliveryHeaders } from "@codex-contracts/protocol/ingestion/delivery-headers";
import { type Answer, refuse } from "./answer.js";

/** What a sender says about its delivery. A plain Codex says nothing. */
export interface Delivery {
  readonly idempotencyKey: string | null;
  readonly eventKeys: string | null;
  readonly drops: string | null;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const NONE: Delivery = { idempotencyKey: null, eventKeys: null, drops: null };

const KEY = "idempotency-key";
const EVENT_KEYS = "x-codex-contracts-event-keys";
const DROPS = "x-codex-contracts-drops";

/** Reads the headers of the contract DeliveryHeaders; refuses malformed ones by name. */
export function readDelivery(headers: Headers): Delivery | Answer {
  const { [KEY]: key, [EVENT_KEYS]: eventKeys, [DROPS]: drops } = headers;
  if (key === undefined && eventKeys === undefined && drops === undefined) return NONE;
  for (const name of [KEY, EVENT_KEYS, DROPS]) {
    const value = headers[name];
    if (value !== undefined && !isDeliveryHeaders({ [name]: value })) {
      return refuse(400, {
        error: `the header ${name} is malformed`,
        hint: "see the contract DeliveryHeaders",
      });
    }
  }
  // The contract makes them text.
  return { idempotencyKey: textOf(key), eventKeys: textOf(eventKeys), drops: textOf(drops) };
}

function textOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : null;
}
