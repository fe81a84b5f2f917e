import { catalogue } from "@codex-contracts/protocol/catalogue";
import { contractOfEvent, contracts } from "@codex-contracts/protocol/contracts";
import { contractOf } from "../contracts/contract-of.js";
import { findContract } from "../contracts/find-contract.js";
import type { Bench } from "./judge.js";

/** The contracts that judge: the named one, or those of all events by their event type. */
export function benchOf(name: string | undefined): Bench {
  if (name !== undefined) return { named: contractOf(findContract(name, catalogue)) };
  return {
    ofEvent: contractOfEvent,
    anyEvent: contracts["analytics/analytics-event"],
    request: contracts["analytics/track-events-request"],
  };
}
