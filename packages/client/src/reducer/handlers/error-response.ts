import type { ErrorResponseFact } from "@codex-contracts/protocol/facts";
import { type Outcome, quiet } from "../outcome.js";
import type { State } from "../state.js";
import { takeRequest } from "./pending-requests.js";
import { steerEvent } from "./steer.js";

/** Discards a refused turn/start and reports a refused turn/steer (R15, R16). */
export function errorResponse(before: State, fact: ErrorResponseFact, now: number): Outcome {
  const taken = takeRequest(before, fact.connection_id, fact.response.id);
  if (taken === undefined) return quiet(before);
  const { state, request } = taken;
  if (request.method === "turn/start") return quiet(state);
  const result = { accepted_turn_id: null, result: "rejected", rejection_reason: fact.error_class } as const;
  return steerEvent(state, fact.connection_id, request, result, now);
}
