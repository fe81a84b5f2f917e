import type {
  CompactionFact,
  GuardianReviewFact,
  SubagentThreadStartedFact,
} from "@codex-contracts/protocol/facts";
import { getEntry, touchEntry } from "../caches/cache.js";
import { threadInitializedEvent } from "../events/thread-initialized-event.js";
import { subagentOrigin } from "../events/thread-metadata.js";
import { emits, type Outcome, warns } from "../outcome.js";
import type { Connection, State, Thread } from "../state.js";
import { malformed, type Warning } from "../warning.js";

/** Reports the start of a subagent at once and stores nothing (R11, R12). */
export function subagentThreadStarted(state: State, fact: SubagentThreadStartedFact): Outcome {
  const origin = subagentOrigin(fact.subagent_source);
  if (origin === undefined) return warns(state, malformed("subagent_thread_started"));
  const metadata = {
    ...origin,
    parent_thread_id: fact.parent_thread_id ?? origin.parent_thread_id,
    initialization_mode: "new",
  } as const;
  const client = {
    product_client_id: fact.product_client_id,
    client_name: fact.client_name,
    client_version: fact.client_version,
    rpc_transport: "in_process",
    experimental_api_enabled: null,
  } as const;
  const connection = { client, runtime: state.settings.runtime };
  return emits(state, threadInitializedEvent(connection, metadata, fact));
}

interface Found {
  readonly thread: Thread;
  readonly connection: Connection;
}

/** The thread that a fact is about and its connection, or a warning about what is missing. */
function find(state: State, id: string, event: ThreadEvent): Found | Warning {
  const thread = getEntry(state.threads, id);
  const rule = event === "codex_compaction_event" ? "R32" : "R33";
  if (thread === undefined) return { code: "unknown_thread", rule, event };
  const connection = getEntry(state.connections, thread.connection);
  return connection === undefined ? { code: "unknown_connection", rule, event } : { thread, connection };
}
type ThreadEvent = "codex_compaction_event" | "codex_guardian_review";

function renewed(state: State, id: string, { thread }: Found, now: number): State {
  return {
    ...state,
    connections: touchEntry(state.connections, thread.connection, now),
    threads: touchEntry(state.threads, id, now),
  };
}

/** Reports a compaction of a thread that is known (R32). */
export function compaction(state: State, fact: CompactionFact, now: number): Outcome {
  const found = find(state, fact.thread_id, "codex_compaction_event");
  if ("code" in found) return warns(state, found);
  const { thread_source, subagent_source, parent_thread_id } = found.thread.metadata;
  const { fact: _, thread_id, turn_id, ...own } = fact;
  return emits(renewed(state, thread_id, found, now), {
    event_type: "codex_compaction_event",
    event_params: {
      thread_id,
      turn_id,
      app_server_client: found.connection.client,
      runtime: found.connection.runtime,
      thread_source,
      subagent_source,
      parent_thread_id,
      ...own,
    },
  });
}

/** Reports an approval review of a thread that is known (R33). */
export function guardianReview(state: State, fact: GuardianReviewFact, now: number): Outcome {
  const found = find(state, fact.thread_id, "codex_guardian_review");
  if ("code" in found) return warns(state, found);
  const { fact: _, ...own } = fact;
  return emits(renewed(state, fact.thread_id, found, now), {
    event_type: "codex_guardian_review",
    event_params: {
      app_server_client: found.connection.client,
      runtime: found.connection.runtime,
      ...own,
    },
  });
}
