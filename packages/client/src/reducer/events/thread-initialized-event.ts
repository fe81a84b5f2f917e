import type {
  AppServerClient,
  Runtime,
  ThreadInitializedEvent,
  ThreadInitializedEventParams,
} from "@codex-contracts/protocol/analytics";
import type { ThreadMetadata } from "./thread-metadata.js";

type OwnParams = Pick<ThreadInitializedEventParams, "thread_id" | "model" | "ephemeral" | "created_at">;

/** The event of a thread that was opened (R8) or that a subagent runs in (R11). */
export function threadInitializedEvent(
  connection: { readonly client: AppServerClient; readonly runtime: Runtime },
  metadata: ThreadMetadata,
  own: OwnParams,
): ThreadInitializedEvent {
  return {
    event_type: "codex_thread_initialized",
    event_params: {
      thread_id: own.thread_id,
      app_server_client: connection.client,
      runtime: connection.runtime,
      model: own.model,
      ephemeral: own.ephemeral,
      thread_source: metadata.thread_source,
      initialization_mode: metadata.initialization_mode,
      subagent_source: metadata.subagent_source,
      parent_thread_id: metadata.parent_thread_id,
      created_at: own.created_at,
    },
  };
}
