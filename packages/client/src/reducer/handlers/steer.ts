import type { TurnSteerEventParams } from "@codex-contracts/protocol/analytics";
import type { ConnectionId } from "@codex-contracts/protocol/facts";
import { getEntry, touchEntry } from "../caches/cache.js";
import { emits, type Outcome, quiet, warns } from "../outcome.js";
import type { PendingTurnSteer, State } from "../state.js";

/** What the answer says of a steer. */
export type SteerResult = Pick<TurnSteerEventParams, "accepted_turn_id" | "result" | "rejection_reason">;

/** Reports a steer; dropped silently without connection and with a warning without thread (R17). */
export function steerEvent(
  state: State,
  connection: ConnectionId,
  request: PendingTurnSteer,
  result: SteerResult,
  now: number,
): Outcome {
  const known = getEntry(state.connections, connection);
  if (known === undefined) return quiet(state);
  const thread = getEntry(state.threads, request.thread);
  if (thread === undefined)
    return warns(state, { code: "unknown_thread", rule: "R17", event: "codex_turn_steer_event" });
  const { thread_source, subagent_source, parent_thread_id } = thread.metadata;
  const renewed = {
    ...state,
    connections: touchEntry(state.connections, connection, now),
    threads: touchEntry(state.threads, request.thread, now),
  };
  return emits(renewed, {
    event_type: "codex_turn_steer_event",
    event_params: {
      thread_id: request.thread,
      expected_turn_id: request.expectedTurn,
      accepted_turn_id: result.accepted_turn_id,
      app_server_client: known.client,
      runtime: known.runtime,
      thread_source,
      subagent_source,
      parent_thread_id,
      num_input_images: request.images,
      result: result.result,
      rejection_reason: result.rejection_reason,
      created_at: request.createdAt,
    },
  });
}
