import type { TurnResolvedConfigFact } from "@codex-contracts/protocol/facts";
import { members } from "./read.js";
import type { WireThread } from "./session.js";
import type { Settings } from "./settings.js";

/** What a turn runs with, as a fact. */
export function resolvedConfig(
  thread: WireThread,
  turnId: string,
  input: readonly unknown[],
  settings: Settings,
): TurnResolvedConfigFact {
  return {
    fact: "turn_resolved_config",
    turn_id: turnId,
    thread_id: thread.id,
    num_input_images: input.filter(isImage).length,
    submission_type: null,
    ephemeral: thread.ephemeral,
    session_source: thread.source,
    model: settings.model,
    model_provider: thread.provider,
    sandbox_policy: settings.sandbox.policy,
    reasoning_effort: settings.effort,
    reasoning_summary: settings.summary,
    service_tier: settings.tier,
    approval_policy: settings.approval,
    approvals_reviewer: settings.reviewer,
    sandbox_network_access: settings.sandbox.network,
    collaboration_mode: settings.mode,
    personality: settings.personality,
    is_first_turn: thread.fresh,
  };
}

function isImage(item: unknown): boolean {
  const { type } = members(item);
  return type === "image" || type === "localImage";
}
