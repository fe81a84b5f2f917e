import type {
  AnalyticsEvent,
  AppEventParams,
  PluginStateEventParams,
} from "@codex-contracts/protocol/analytics";
import type {
  AppInvocation,
  AppsMentionedFact,
  AppUsedFact,
  HookRunFact,
  PluginInfo,
  PluginStateChangedFact,
  PluginUsedFact,
  SkillsInvokedFact,
  TrackingContext,
} from "@codex-contracts/protocol/facts";
import { pluginKey } from "../../facts/plugin-key.js";
import { scrubRemoteUrl } from "../../facts/scrub-remote-url.js";
import { skillId } from "../../facts/skill-id.js";
import { emits, emitsAll, type Outcome } from "../outcome.js";
import type { State } from "../state.js";

/** One event per skill, in the order of the list (R35, R40); the URL loses its secrets, the id is made of it whole (V4). */
export function skillsInvoked(state: State, { tracking, skills }: SkillsInvokedFact): Outcome {
  const events = skills.map(
    (skill): AnalyticsEvent => ({
      event_type: "skill_invocation",
      skill_id: skillId(skill),
      skill_name: skill.name,
      event_params: {
        product_client_id: originator(state),
        skill_scope: skill.scope,
        repo_url: skill.repo_url === null ? null : scrubRemoteUrl(skill.repo_url),
        thread_id: tracking.thread_id,
        invoke_type: skill.invoke_type,
        model_slug: tracking.model_slug,
      },
    }),
  );
  return emitsAll(state, events);
}

/** One event per app (R36). */
export function appsMentioned(state: State, { tracking, apps }: AppsMentionedFact): Outcome {
  const events = apps.map(
    (app): AnalyticsEvent => ({
      event_type: "codex_app_mentioned",
      event_params: appParams(state, tracking, app),
    }),
  );
  return emitsAll(state, events);
}

export function appUsed(state: State, { tracking, app }: AppUsedFact): Outcome {
  return emits(state, { event_type: "codex_app_used", event_params: appParams(state, tracking, app) });
}

/** Always reported; a handler that has not ended counts as failed (R34). */
export function hookRun(state: State, { tracking, hook_name, hook_source, status }: HookRunFact): Outcome {
  return emits(state, {
    event_type: "codex_hook_run",
    event_params: {
      thread_id: tracking.thread_id,
      turn_id: tracking.turn_id,
      model_slug: tracking.model_slug,
      hook_name,
      hook_source,
      status: status === "running" ? "failed" : status,
    },
  });
}

export function pluginUsed(state: State, { tracking, plugin }: PluginUsedFact): Outcome {
  return emits(state, {
    event_type: "codex_plugin_used",
    event_params: {
      ...pluginParams(state, plugin),
      thread_id: tracking.thread_id,
      turn_id: tracking.turn_id,
      model_slug: tracking.model_slug,
    },
  });
}

/** The type of the event follows the new state (R38). */
export function pluginStateChanged(state: State, fact: PluginStateChangedFact): Outcome {
  return emits(state, {
    event_type: `codex_plugin_${fact.state}`,
    event_params: pluginParams(state, fact.plugin),
  });
}

function appParams(state: State, tracking: TrackingContext, app: AppInvocation): AppEventParams {
  return {
    connector_id: app.connector_id,
    thread_id: tracking.thread_id,
    turn_id: tracking.turn_id,
    app_name: app.app_name,
    product_client_id: originator(state),
    invoke_type: app.invoke_type,
    model_slug: tracking.model_slug,
  };
}

/** Without capability summary all three of its members are null (R39). */
function pluginParams(
  state: State,
  { plugin_name, marketplace_name, capabilities }: PluginInfo,
): PluginStateEventParams {
  return {
    plugin_id: pluginKey({ plugin_name, marketplace_name }),
    plugin_name,
    marketplace_name,
    has_skills: capabilities === null ? null : capabilities.has_skills,
    mcp_server_count: capabilities === null ? null : capabilities.mcp_server_count,
    connector_ids: capabilities === null ? null : capabilities.connector_ids,
    product_client_id: originator(state),
  };
}

/** Originator of the process: its override, else the first client, else Codex itself (P14). */
function originator(state: State): string {
  return state.originator ?? "codex_cli_rs";
}
