import type { GitWorkspaces, TurnEvent, TurnEventParams } from "@codex-contracts/protocol/analytics";
import type { TurnResolvedConfigFact, TurnTokenUsageFact } from "@codex-contracts/protocol/facts";
import type { Connection, Turn, TurnCompletion } from "../state.js";
import type { ThreadMetadata } from "./thread-metadata.js";

/** A turn of which everything is known that its event needs (R24). */
export interface CompletedTurn {
  readonly id: string;
  readonly thread: string;
  readonly images: number;
  readonly config: TurnResolvedConfigFact;
  readonly completion: TurnCompletion;
  readonly connection: Connection;
  readonly metadata: ThreadMetadata;
  /** What never delays the event (R26) and the count of steers (R31). */
  readonly rest: Pick<Turn, "startedAt" | "tokens" | "git" | "steers">;
}

/** An event that says everything: Codex may leave the git state out, we say null. */
type CompleteTurnEvent = TurnEvent & { event_params: { git_workspaces: GitWorkspaces | null } };

/** The event of a turn: settings from the config, origin from the thread (R28), words by R29. */
export function turnEvent(turn: CompletedTurn): CompleteTurnEvent {
  const { config, completion, connection, metadata, rest } = turn;
  const { tokens } = rest;
  return {
    event_type: "codex_turn_event",
    event_params: {
      thread_id: turn.thread,
      turn_id: turn.id,
      submission_type: config.submission_type,
      app_server_client: connection.client,
      runtime: connection.runtime,
      ephemeral: config.ephemeral,
      thread_source: metadata.thread_source,
      initialization_mode: metadata.initialization_mode,
      subagent_source: metadata.subagent_source,
      parent_thread_id: metadata.parent_thread_id,
      model: config.model,
      model_provider: config.model_provider,
      sandbox_policy: SANDBOX_WORDS[config.sandbox_policy.type],
      reasoning_effort: config.reasoning_effort,
      reasoning_summary: unlessNone(config.reasoning_summary),
      service_tier: config.service_tier ?? "default",
      approval_policy: approvalWord(config.approval_policy),
      approvals_reviewer: config.approvals_reviewer === "user" ? "user" : "guardian_subagent",
      sandbox_network_access: config.sandbox_network_access,
      collaboration_mode: config.collaboration_mode === "plan" ? "plan" : "default",
      personality: unlessNone(config.personality),
      num_input_images: turn.images,
      is_first_turn: config.is_first_turn,
      status: completion.status,
      turn_error: completion.error,
      steer_count: rest.steers,
      total_tool_call_count: null,
      shell_command_count: null,
      file_change_count: null,
      mcp_tool_call_count: null,
      dynamic_tool_call_count: null,
      subagent_tool_call_count: null,
      web_search_count: null,
      image_generation_count: null,
      git_workspaces: rest.git,
      input_tokens: count(tokens, "input_tokens"),
      cached_input_tokens: count(tokens, "cached_input_tokens"),
      output_tokens: count(tokens, "output_tokens"),
      reasoning_output_tokens: count(tokens, "reasoning_output_tokens"),
      total_tokens: count(tokens, "total_tokens"),
      duration_ms: completion.durationMs,
      started_at: rest.startedAt,
      completed_at: completion.completedAt,
    },
  };
}

const SANDBOX_WORDS: {
  readonly [T in TurnResolvedConfigFact["sandbox_policy"]["type"]]: TurnEventParams["sandbox_policy"];
} = {
  "danger-full-access": "full_access",
  "read-only": "read_only",
  "workspace-write": "workspace_write",
  "external-sandbox": "external_sandbox",
};

function approvalWord(policy: TurnResolvedConfigFact["approval_policy"]): TurnEventParams["approval_policy"] {
  return typeof policy === "string" ? policy : "granular";
}

function unlessNone<Word extends string>(word: Word | "none" | null): Exclude<Word, "none"> | null {
  // What is not none is a word of its own.
  return word === "none" || word === null ? null : (word as Exclude<Word, "none">);
}

type TokenCount = Exclude<keyof TurnTokenUsageFact, "fact" | "turn_id" | "thread_id">;

function count(tokens: TurnTokenUsageFact | null, name: TokenCount): number | null {
  return tokens === null ? null : tokens[name];
}
