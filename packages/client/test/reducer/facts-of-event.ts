import type {
  AnalyticsEvent,
  AppServerClient,
  CompactionEvent,
  GuardianReviewEvent,
  PluginStateEventParams,
  Runtime,
  ThreadInitializedEvent,
  TurnEvent,
  TurnSteerEvent,
} from "@codex-contracts/protocol/analytics";
import type {
  CompactionFact,
  InitializeFact,
  PluginInfo,
  SubagentSource,
  TurnResolvedConfigFact,
} from "@codex-contracts/protocol/facts";
import {
  type CompactionCause,
  type GuardianEnd,
  startCompaction,
  trackGuardianReview,
} from "../../src/producers/index.js";
import type { Fact } from "../../src/reducer/index.js";
import { manualClocks } from "../producers/clocks.js";
import { initialized, opened, refused, steerAccepted, steerAsked, turnAccepted, turnAsked } from "./facts.js";

/** What happened before an event, with the ids, names, times and counts that the event shows. */
export interface Story {
  readonly facts: readonly Fact[];
  readonly runtime: Runtime;
  /** Clock of the last fact but one, where the event shows it, Unix ms. */
  readonly now?: number;
}

type Writer<T extends AnalyticsEvent["event_type"]> = (
  event: Extract<AnalyticsEvent, { event_type: T }>,
) => Story;

const NO_RUNTIME: Runtime = {
  codex_rs_version: "",
  runtime_os: "",
  runtime_os_version: "",
  runtime_arch: "",
};

/** Facts that every event of a kind follows from, the words of Codex in place of those of the event. */
const WRITERS: { readonly [T in AnalyticsEvent["event_type"]]: Writer<T> } = {
  codex_thread_initialized: threadStory,
  codex_turn_event: turnStory,
  codex_turn_steer_event: steerStory,
  codex_compaction_event: compactionStory,
  codex_guardian_review: guardianStory,
  codex_hook_run: ({ event_params: { thread_id, turn_id, model_slug, hook_name, hook_source, status } }) =>
    alone({
      fact: "hook_run",
      tracking: { thread_id: set(thread_id), turn_id: set(turn_id), model_slug: set(model_slug) },
      hook_name: set(hook_name),
      hook_source: set(hook_source),
      status: set(status),
    }),
  skill_invocation: ({
    skill_name,
    event_params: { thread_id, model_slug, skill_scope, invoke_type, repo_url, product_client_id },
  }) =>
    alone(
      {
        fact: "skills_invoked",
        tracking: { thread_id: set(thread_id), turn_id: "", model_slug: set(model_slug) },
        skills: [
          {
            name: skill_name,
            scope: set(skill_scope),
            path: "",
            invoke_type: set(invoke_type),
            repo_url,
            repo_root: null,
            canonical_path: null,
          },
        ],
      },
      product_client_id,
    ),
  codex_app_mentioned: ({ event_params: p }) =>
    alone({ fact: "apps_mentioned", tracking: trackingOf(p), apps: [appOf(p)] }, p.product_client_id),
  codex_app_used: ({ event_params: p }) =>
    alone({ fact: "app_used", tracking: trackingOf(p), app: appOf(p) }, p.product_client_id),
  codex_plugin_used: ({ event_params: p }) =>
    alone({ fact: "plugin_used", tracking: trackingOf(p), plugin: pluginOf(p) }, p.product_client_id),
  codex_plugin_installed: ({ event_params }) => pluginStory("installed", event_params),
  codex_plugin_uninstalled: ({ event_params }) => pluginStory("uninstalled", event_params),
  codex_plugin_enabled: ({ event_params }) => pluginStory("enabled", event_params),
  codex_plugin_disabled: ({ event_params }) => pluginStory("disabled", event_params),
};

export function storyOf<T extends AnalyticsEvent["event_type"]>(
  event: Extract<AnalyticsEvent, { event_type: T }>,
): Story {
  // The table pairs each type of event with its writer.
  return WRITERS[event.event_type as T](event);
}

function set<T>(value: T | null): T {
  if (value === null) throw new Error("recorded events never leave this member null");
  return value;
}

/** A fact that needs nothing before it but the client that names the process. */
function alone(fact: Fact, originator?: string | null): Story {
  const first = originator == null ? [] : [clientNamed(originator)];
  return { facts: [...first, fact], runtime: NO_RUNTIME };
}

function clientNamed(name: string): Fact {
  return initialized({ params: { clientInfo: { name, version: "1" } } });
}

interface Connected {
  readonly app_server_client: AppServerClient;
  readonly runtime: Runtime;
}

function connected({ app_server_client: client, runtime }: Connected): Fact {
  const { experimental_api_enabled: experimentalApi } = client;
  const params: InitializeFact["params"] = {
    clientInfo: { name: set(client.client_name), version: set(client.client_version) },
    ...(experimentalApi === null ? {} : { capabilities: { experimentalApi } }),
  };
  const { product_client_id, rpc_transport } = client;
  return initialized({ params, product_client_id, runtime, rpc_transport });
}

interface Origin {
  readonly thread_source: string | null;
  readonly subagent_source: string | null;
  readonly parent_thread_id: string | null;
}

const PLAIN_SUBAGENTS = ["review", "compact", "memory_consolidation"] as const;

function subagentOf({ subagent_source, parent_thread_id }: Origin): SubagentSource {
  if (subagent_source === "thread_spawn" && parent_thread_id !== null)
    return { thread_spawn: { parent_thread_id } };
  return PLAIN_SUBAGENTS.find((word) => word === subagent_source) ?? { other: set(subagent_source) };
}

function sourceOf(origin: Origin): unknown {
  if (origin.thread_source === "subagent") return { subAgent: subagentOf(origin) };
  return origin.thread_source === "user" ? "vscode" : "appServer";
}

const METHODS = { new: "thread/start", resumed: "thread/resume", forked: "thread/fork" } as const;

function threadStory({ event_params: p }: ThreadInitializedEvent): Story {
  const { app_server_client: client } = p;
  if (client.rpc_transport === "in_process" && client.experimental_api_enabled === null)
    return { facts: [subagentFact(p)], runtime: p.runtime };
  const thread = { id: p.thread_id, ephemeral: p.ephemeral, source: sourceOf(p), createdAt: p.created_at };
  return {
    facts: [connected(p), opened({ method: METHODS[p.initialization_mode], model: p.model, thread })],
    runtime: NO_RUNTIME,
  };
}

function subagentFact(p: ThreadInitializedEvent["event_params"]): Fact {
  return {
    fact: "subagent_thread_started",
    thread_id: p.thread_id,
    parent_thread_id: p.subagent_source === "thread_spawn" ? null : p.parent_thread_id,
    product_client_id: p.app_server_client.product_client_id,
    client_name: set(p.app_server_client.client_name),
    client_version: set(p.app_server_client.client_version),
    model: p.model,
    ephemeral: p.ephemeral,
    subagent_source: subagentOf(p),
    created_at: p.created_at,
  };
}

function threadOf(
  p: Connected & Origin & { readonly thread_id: string },
  mode: keyof typeof METHODS = "new",
): Fact[] {
  return [connected(p), opened({ method: METHODS[mode], thread: { id: p.thread_id, source: sourceOf(p) } })];
}

const SANDBOXES = {
  full_access: { type: "danger-full-access" },
  read_only: { type: "read-only" },
  workspace_write: {
    type: "workspace-write",
    network_access: false,
    exclude_tmpdir_env_var: false,
    exclude_slash_tmp: false,
  },
  external_sandbox: { type: "external-sandbox" },
} as const;

function turnStory({ event_params: p }: TurnEvent): Story {
  const turn = { id: p.turn_id, status: p.status ?? "inProgress" };
  const ids = { turn_id: p.turn_id, thread_id: p.thread_id };
  const error = p.turn_error === null ? null : { message: "never told", codexErrorInfo: p.turn_error };
  return {
    facts: [
      ...threadOf(p, p.initialization_mode),
      turnAsked({ thread: p.thread_id, images: p.num_input_images }),
      turnAccepted({ turn: p.turn_id }),
      ...(p.started_at === null ? [] : [notified("turn/started", { ...turn, startedAt: p.started_at })]),
      configOf(p),
      ...steersOf(p),
      ...(p.total_tokens === null ? [] : [tokensOf(p)]),
      ...(p.git_workspaces == null
        ? []
        : [{ fact: "turn_git_metadata", ...ids, git_workspaces: p.git_workspaces } as const]),
      notified("turn/completed", { ...turn, error, completedAt: p.completed_at, durationMs: p.duration_ms }),
    ],
    runtime: NO_RUNTIME,
  };
}

function steersOf({ steer_count, turn_id, thread_id }: TurnEvent["event_params"]): Fact[] {
  return Array.from({ length: steer_count ?? 0 }, (_, i) => [
    steerAsked({ id: `s${i}`, thread: thread_id, turn: turn_id }),
    steerAccepted({ id: `s${i}`, turn: turn_id }),
  ]).flat();
}

function notified(method: string, turn: object): Fact {
  return { fact: "notification", notification: { method, params: { threadId: "any", turn } } };
}

function tokensOf(p: TurnEvent["event_params"]): Fact {
  return {
    fact: "turn_token_usage",
    turn_id: p.turn_id,
    thread_id: p.thread_id,
    input_tokens: set(p.input_tokens),
    cached_input_tokens: set(p.cached_input_tokens),
    output_tokens: set(p.output_tokens),
    reasoning_output_tokens: set(p.reasoning_output_tokens),
    total_tokens: set(p.total_tokens),
  };
}

function configOf(p: TurnEvent["event_params"]): TurnResolvedConfigFact {
  return {
    fact: "turn_resolved_config",
    turn_id: p.turn_id,
    thread_id: p.thread_id,
    num_input_images: p.num_input_images,
    submission_type: p.submission_type,
    ephemeral: p.ephemeral,
    session_source: "unknown",
    model: set(p.model),
    model_provider: p.model_provider,
    sandbox_policy: SANDBOXES[set(p.sandbox_policy)],
    reasoning_effort: p.reasoning_effort,
    reasoning_summary: p.reasoning_summary ?? "none",
    service_tier: p.service_tier === "default" ? null : p.service_tier,
    approval_policy: p.approval_policy === "granular" ? { granular: { rules: true } } : p.approval_policy,
    approvals_reviewer: p.approvals_reviewer === "user" ? "user" : "auto_review",
    sandbox_network_access: p.sandbox_network_access,
    collaboration_mode: p.collaboration_mode === "plan" ? "plan" : "execute",
    personality: p.personality ?? "none",
    is_first_turn: p.is_first_turn,
  };
}

function steerStory({ event_params: p }: TurnSteerEvent): Story {
  const asked = steerAsked({
    thread: p.thread_id,
    turn: set(p.expected_turn_id),
    images: p.num_input_images,
  });
  const answer =
    p.accepted_turn_id === null
      ? refused(3, p.rejection_reason)
      : steerAccepted({ turn: p.accepted_turn_id });
  return { facts: [...threadOf(p), asked, answer], runtime: NO_RUNTIME, now: p.created_at * 1000 };
}

const CAUSES: Readonly<Record<string, CompactionCause>> = {
  "user_requested standalone_turn": "manual",
  "context_limit pre_turn": "limit_before_turn",
  "context_limit mid_turn": "limit_in_turn",
  "model_downshift pre_turn": "model_downshift",
};

function compactionStory({ event_params: p }: CompactionEvent): Story {
  const cause = CAUSES[`${p.reason} ${p.phase}`];
  if (cause === undefined) throw new Error("the event has a cause that no compaction has");
  const clocks = manualClocks(p.started_at * 1000);
  const monotonic = { now: 0 };
  const attempt = startCompaction(
    {
      thread_id: p.thread_id,
      turn_id: p.turn_id,
      cause,
      activeContextTokens: p.active_context_tokens_before,
      remote: p.implementation === "responses_compact",
      strategy: p.strategy,
    },
    { wall: clocks.wall, monotonic: () => monotonic.now },
  );
  clocks.advance((p.completed_at - p.started_at) * 1000);
  monotonic.now = set(p.duration_ms);
  const fact: CompactionFact | undefined = attempt.finish(
    p.status === "completed" ? { status: p.status } : { status: p.status, error: set(p.error) },
    p.active_context_tokens_after,
  );
  return { facts: [...threadOf(p), ...(fact === undefined ? [] : [fact])], runtime: NO_RUNTIME };
}

function guardianStory({ event_params: p }: GuardianReviewEvent): Story {
  const clocks = manualClocks(p.started_at * 1000);
  const monotonic = { now: 0 };
  const review = trackGuardianReview(p, {
    wall: clocks.wall,
    monotonic: () => monotonic.now,
    randomId: () => p.review_id,
  });
  if (p.guardian_thread_id !== null)
    review.sessionChosen({
      guardian_thread_id: p.guardian_thread_id,
      guardian_session_kind: p.guardian_session_kind,
      guardian_model: set(p.guardian_model),
      guardian_reasoning_effort: p.guardian_reasoning_effort,
      had_prior_review_context: set(p.had_prior_review_context),
    });
  if (p.reviewed_action_truncated) review.promptSubmitted({ truncated: true });
  if (p.total_tokens !== null) review.turnCompleted(p);
  clocks.advance((set(p.completed_at) - p.started_at) * 1000);
  monotonic.now = set(p.completion_latency_ms);
  const fact = review.finish(endOf(p));
  const origin = { thread_source: "user", subagent_source: null, parent_thread_id: null };
  return {
    facts: [...threadOf({ ...p, ...origin }), ...(fact === undefined ? [] : [fact])],
    runtime: NO_RUNTIME,
  };
}

function endOf(p: GuardianReviewEvent["event_params"]): GuardianEnd {
  return p.failure_reason === null
    ? { end: set(p.outcome), risk_level: set(p.risk_level), user_authorization: set(p.user_authorization) }
    : { end: p.failure_reason };
}

function trackingOf(p: { thread_id: string | null; turn_id: string | null; model_slug: string | null }) {
  return { thread_id: set(p.thread_id), turn_id: set(p.turn_id), model_slug: set(p.model_slug) };
}

function appOf(p: {
  connector_id: string | null;
  app_name: string | null;
  invoke_type: "explicit" | "implicit" | null;
}) {
  return { connector_id: p.connector_id, app_name: p.app_name, invoke_type: p.invoke_type };
}

function pluginOf(p: PluginStateEventParams): PluginInfo {
  const { has_skills, mcp_server_count, connector_ids } = p;
  return {
    plugin_name: set(p.plugin_name),
    marketplace_name: set(p.marketplace_name),
    capabilities:
      has_skills === null
        ? null
        : { has_skills, mcp_server_count: set(mcp_server_count), connector_ids: set(connector_ids) },
  };
}

type PluginState = "installed" | "uninstalled" | "enabled" | "disabled";

function pluginStory(state: PluginState, p: PluginStateEventParams): Story {
  return alone({ fact: "plugin_state_changed", state, plugin: pluginOf(p) }, p.product_client_id);
}
