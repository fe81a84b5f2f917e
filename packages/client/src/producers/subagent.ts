import type { SubagentThreadStartedFact } from "@codex-contracts/protocol/facts";
import { unixSeconds } from "../reducer/read/numbers.js";
import { systemClocks, type WallClock } from "./effects.js";

/** A subagent that Codex started, with what is known of the client that its parent came through. */
export interface StartedSubagent
  extends Pick<SubagentThreadStartedFact, "thread_id" | "model" | "ephemeral" | "subagent_source"> {
  /** Thread of the session that spawned it: reviews and approval reviewers name it, spawned threads carry it in their source. */
  readonly parent_thread_id?: string | null;
  readonly client: { readonly name?: string | undefined; readonly version?: string | undefined };
}

/**
 * The fact of a subagent that exists (P13); undefined when name or version of the client are not known. Report
 * a spawned thread before its first input.
 */
export function subagentStarted(
  subagent: StartedSubagent,
  clock: WallClock = systemClocks.wall,
): SubagentThreadStartedFact | undefined {
  const { name, version } = subagent.client;
  if (name === undefined || version === undefined) return undefined;
  return {
    fact: "subagent_thread_started",
    thread_id: subagent.thread_id,
    parent_thread_id: subagent.parent_thread_id ?? null,
    product_client_id: name,
    client_name: name,
    client_version: version,
    model: subagent.model,
    ephemeral: subagent.ephemeral,
    subagent_source: subagent.subagent_source,
    created_at: unixSeconds(clock()),
  };
}
