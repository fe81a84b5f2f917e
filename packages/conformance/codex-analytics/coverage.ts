import type { AnalyticsEvent } from "@codex-contracts/protocol";

type Members = Readonly<Record<string, unknown>>;

/** What a session must hold for its comparison to say something: events, by type and by what tells their variants apart. */
export const COVERAGE: Readonly<Record<string, readonly (readonly [string, Members])[]>> = {
  threads: [
    ["codex_thread_initialized", { initialization_mode: "new", ephemeral: false, subagent_source: null }],
    ["codex_thread_initialized", { initialization_mode: "new", ephemeral: true, subagent_source: null }],
    ["codex_thread_initialized", { initialization_mode: "forked", ephemeral: false }],
    ["codex_thread_initialized", { initialization_mode: "forked", ephemeral: true }],
    ["codex_thread_initialized", { initialization_mode: "resumed" }],
    ...(
      [
        ["user", null],
        [null, null],
        ["subagent", "review"],
        ["subagent", "compact"],
        ["subagent", "memory_consolidation"],
        ["subagent", "thread_spawn"],
        ["subagent", "their-own"],
      ] as const
    ).map(
      ([thread_source, subagent_source]) =>
        [
          "codex_thread_initialized",
          { initialization_mode: "resumed", thread_source, subagent_source },
        ] as const,
    ),
    ["codex_thread_initialized", { initialization_mode: "new", subagent_source: "thread_spawn" }],
    ["codex_thread_initialized", { initialization_mode: "new", subagent_source: "review" }],
    ["codex_thread_initialized", { initialization_mode: "new", subagent_source: "guardian" }],
  ],
  turns: [
    ["codex_turn_event", { status: "completed", is_first_turn: true, initialization_mode: "new" }],
    ["codex_turn_event", { status: "completed", initialization_mode: "forked" }],
    ["codex_turn_event", { status: "completed", initialization_mode: "resumed" }],
    ["codex_turn_event", { status: "completed", num_input_images: 2 }],
    ["codex_turn_event", { status: "completed", steer_count: 2 }],
    ["codex_turn_event", { status: "interrupted", total_tokens: null }],
    ...[
      "contextWindowExceeded",
      "usageLimitExceeded",
      "serverOverloaded",
      "cyberPolicy",
      "internalServerError",
      "unauthorized",
      "other",
    ].map((turn_error) => ["codex_turn_event", { status: "failed", turn_error }] as const),
  ],
  "settings of turns": [
    ...["full_access", "read_only", "workspace_write", "external_sandbox"].map(
      (sandbox_policy) => ["codex_turn_event", { sandbox_policy }] as const,
    ),
    ...["none", "minimal", "low", "medium", "high", "xhigh", null].map(
      (reasoning_effort) => ["codex_turn_event", { reasoning_effort }] as const,
    ),
    ...["auto", "concise", "detailed", null].map(
      (reasoning_summary) => ["codex_turn_event", { reasoning_summary }] as const,
    ),
    ...["default", "fast", "flex"].map((service_tier) => ["codex_turn_event", { service_tier }] as const),
    ...["untrusted", "on-failure", "on-request", "granular", "never"].map(
      (approval_policy) => ["codex_turn_event", { approval_policy }] as const,
    ),
    ...["user", "guardian_subagent"].map(
      (approvals_reviewer) => ["codex_turn_event", { approvals_reviewer }] as const,
    ),
    ...["plan", "default"].map((collaboration_mode) => ["codex_turn_event", { collaboration_mode }] as const),
    ...["friendly", "pragmatic", null].map((personality) => ["codex_turn_event", { personality }] as const),
    ["codex_turn_event", { sandbox_network_access: true }],
  ],
  steers: [
    ["codex_turn_steer_event", { result: "accepted", num_input_images: 1 }],
    ...[
      "no_active_turn",
      "expected_turn_mismatch",
      "non_steerable_review",
      "non_steerable_compact",
      "empty_input",
      "input_too_large",
    ].map(
      (rejection_reason) => ["codex_turn_steer_event", { result: "rejected", rejection_reason }] as const,
    ),
  ],
  compactions: [
    ["codex_compaction_event", { trigger: "manual", status: "completed", implementation: "responses" }],
    [
      "codex_compaction_event",
      { trigger: "manual", status: "completed", implementation: "responses_compact" },
    ],
    ["codex_compaction_event", { trigger: "manual", status: "failed" }],
    ["codex_compaction_event", { phase: "pre_turn", status: "completed", reason: "context_limit" }],
    ["codex_compaction_event", { phase: "pre_turn", status: "completed", reason: "model_downshift" }],
    ["codex_compaction_event", { phase: "pre_turn", status: "failed" }],
    ["codex_compaction_event", { phase: "mid_turn", status: "completed" }],
    ["codex_compaction_event", { phase: "mid_turn", status: "failed" }],
  ],
  hooks: [
    ...Object.entries({
      SessionStart: ["completed", "failed", "stopped"],
      PreToolUse: ["completed", "failed", "blocked"],
      PermissionRequest: ["completed", "failed", "blocked"],
      PostToolUse: ["completed", "failed", "blocked", "stopped"],
      UserPromptSubmit: ["completed", "failed", "blocked", "stopped"],
      Stop: ["completed", "failed", "blocked", "stopped"],
    }).flatMap(([hook_name, statuses]) =>
      statuses.map((status) => ["codex_hook_run", { hook_name, status }] as const),
    ),
    ...["user", "project", "session_flags"].map(
      (hook_source) => ["codex_hook_run", { hook_source }] as const,
    ),
  ],
  reviews: [
    ["codex_guardian_review", { terminal_status: "approved", guardian_session_kind: "trunk_new" }],
    ["codex_guardian_review", { terminal_status: "approved", guardian_session_kind: "trunk_reused" }],
    ["codex_guardian_review", { guardian_session_kind: "ephemeral_forked" }],
    ["codex_guardian_review", { terminal_status: "denied" }],
    ["codex_guardian_review", { terminal_status: "failed_closed", failure_reason: "parse_error" }],
    ["codex_guardian_review", { terminal_status: "failed_closed", failure_reason: "session_error" }],
  ],
  skills: [
    ["skill_invocation", { skill_scope: "user", invoke_type: "explicit" }],
    ["skill_invocation", { skill_scope: "repo", invoke_type: "explicit" }],
    ["skill_invocation", { skill_scope: "repo", invoke_type: "implicit" }],
  ],
};

/** Those of a list that none of the events is. */
export function uncovered(
  list: readonly (readonly [string, Members])[],
  events: readonly AnalyticsEvent[],
): readonly string[] {
  const isCovered = ([type, members]: readonly [string, Members]) =>
    events.some(({ event_type, event_params }) => {
      const params: Members = { ...event_params };
      return event_type === type && Object.entries(members).every(([name, value]) => params[name] === value);
    });
  return list.filter((each) => !isCovered(each)).map((each) => JSON.stringify(each));
}
