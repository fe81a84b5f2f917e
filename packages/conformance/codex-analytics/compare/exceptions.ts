import type { AnalyticsEvent } from "@codex-contracts/protocol";

/** A field that the wire does not tell, or not exactly. */
export interface FieldException {
  readonly event: AnalyticsEvent["event_type"];
  /** JSON Pointer in the event; what lies below it is meant too. */
  readonly path: string;
  /** How far it may be off; without it, it may be anything. */
  readonly within?: number;
  readonly reason: string;
}

const REVIEWER = "the reviewer's own thread is not on the wire of the client";
const COMMAND = "the wire has the command under review, but not what was asked for it";
const TWO_CLOCKS = "measured inside Codex; here it is the time between two messages";
const GIT = "the wire says nothing of the repository that holds the skill";
const OUTPUT = "Codex adds an estimate of what tools have put out since the model last counted";

/** Fields in which our events differ from those of Codex, each for a reason. */
export const FIELDS: readonly FieldException[] = [
  {
    event: "codex_turn_event",
    path: "/event_params/git_workspaces",
    reason: "no release has the field; our events have it as null",
  },
  { event: "codex_compaction_event", path: "/event_params/duration_ms", within: 60_000, reason: TWO_CLOCKS },
  { event: "codex_compaction_event", path: "/event_params/active_context_tokens_before", reason: OUTPUT },
  { event: "codex_compaction_event", path: "/event_params/active_context_tokens_after", reason: OUTPUT },
  ...[
    "guardian_thread_id",
    "guardian_session_kind",
    "guardian_model",
    "guardian_reasoning_effort",
    "had_prior_review_context",
    "time_to_first_token_ms",
    "input_tokens",
    "cached_input_tokens",
    "output_tokens",
    "reasoning_output_tokens",
    "total_tokens",
  ].map(
    (name): FieldException => ({
      event: "codex_guardian_review",
      path: `/event_params/${name}`,
      reason: REVIEWER,
    }),
  ),
  ...["sandbox_permissions", "additional_permissions", "tty"].map(
    (name): FieldException => ({
      event: "codex_guardian_review",
      path: `/event_params/reviewed_action/${name}`,
      reason: COMMAND,
    }),
  ),
  {
    event: "codex_guardian_review",
    path: "/event_params/completion_latency_ms",
    within: 60_000,
    reason: TWO_CLOCKS,
  },
  { event: "skill_invocation", path: "/event_params/repo_url", reason: GIT },
  { event: "skill_invocation", path: "/skill_id", reason: `${GIT}, and the id is made from it` },
];

/** Times that Codex reads from its own clock: ours is that of the message, so a machine that is busy has another. */
export const CLOCKS: readonly FieldException[] = (
  [
    ["codex_turn_steer_event", "created_at"],
    ["codex_thread_initialized", "created_at"],
    ["codex_compaction_event", "started_at"],
    ["codex_compaction_event", "completed_at"],
    ["codex_guardian_review", "started_at"],
    ["codex_guardian_review", "completed_at"],
  ] as const
).map(([event, name]) => ({
  event,
  path: `/event_params/${name}`,
  within: 60,
  reason: "each side reads its own clock, and Codex not before it takes the message from its queue",
}));

/** Events that do not follow from the wire at all. */
export interface EventException {
  readonly name: string;
  is(event: AnalyticsEvent): boolean;
  readonly reason: string;
}

const startOf = (source: string): EventException => ({
  name: `the start of a ${source} child`,
  is: ({ event_type, event_params }) =>
    event_type === "codex_thread_initialized" &&
    "subagent_source" in event_params &&
    event_params.subagent_source === source &&
    // A child that somebody resumes later is opened over the wire like any thread.
    event_params.initialization_mode === "new",
  reason: "the wire never names its thread",
});

export const EVENTS: readonly EventException[] = [startOf("review"), startOf("guardian")];
