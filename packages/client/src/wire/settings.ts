import type { TurnResolvedConfigFact as Config } from "@codex-contracts/protocol/facts";
import { type Members, members, text, word } from "./read.js";
import { type Sandbox, sandboxOfPolicy, sandboxOfProfile } from "./sandbox.js";

/** What a turn runs with; a thread keeps what its last turn was given. */
export interface Settings {
  readonly model: string;
  readonly sandbox: Sandbox;
  readonly effort: Config["reasoning_effort"];
  readonly summary: Config["reasoning_summary"];
  readonly tier: Config["service_tier"];
  readonly approval: Config["approval_policy"];
  readonly reviewer: Config["approvals_reviewer"];
  readonly mode: Config["collaboration_mode"];
  readonly personality: Config["personality"];
}

type Words<Word> = { readonly [Each in Extract<Word, string>]: Each };

const EFFORTS: Words<Settings["effort"]> = {
  none: "none",
  minimal: "minimal",
  low: "low",
  medium: "medium",
  high: "high",
  xhigh: "xhigh",
};
const SUMMARIES: Words<Settings["summary"]> = {
  auto: "auto",
  concise: "concise",
  detailed: "detailed",
  none: "none",
};
const TIERS: Words<Settings["tier"]> = { fast: "fast", flex: "flex" };
const REVIEWERS: Words<Settings["reviewer"]> = {
  user: "user",
  auto_review: "auto_review",
  guardian_subagent: "guardian_subagent",
};
const MODES: Words<Settings["mode"]> = {
  default: "default",
  plan: "plan",
  pair_programming: "pair_programming",
  execute: "execute",
};
const PERSONALITIES: Words<Settings["personality"]> = {
  none: "none",
  friendly: "friendly",
  pragmatic: "pragmatic",
};
const APPROVALS: Words<Settings["approval"]> = {
  untrusted: "untrusted",
  "on-failure": "on-failure",
  "on-request": "on-request",
  granular: "granular",
  never: "never",
};

/** What Codex 0.125.0 takes when neither the wire nor its configuration says anything. */
const UNSAID: Pick<Settings, "personality" | "summary"> = { personality: "pragmatic", summary: null };

/** The settings of a thread, from the answer that opened it and the request for it. */
export function settingsOfThread(
  result: Members,
  params: Members,
  defaults: Partial<Pick<Settings, "personality" | "summary">>,
): Settings {
  const config = members(params["config"]);
  return {
    model: text(result["model"]) ?? "",
    sandbox: sandboxOfPolicy(result["sandbox"]) ?? { policy: { type: "read-only" }, network: false },
    effort: word(EFFORTS, result["reasoningEffort"]) ?? null,
    summary: word(SUMMARIES, config["model_reasoning_summary"]) ?? defaults.summary ?? UNSAID.summary,
    tier: word(TIERS, result["serviceTier"]) ?? null,
    approval: approvalOf(result["approvalPolicy"]) ?? "on-request",
    reviewer: word(REVIEWERS, result["approvalsReviewer"]) ?? "user",
    mode: "default",
    personality:
      word(PERSONALITIES, params["personality"]) ??
      word(PERSONALITIES, config["personality"]) ??
      defaults.personality ??
      UNSAID.personality,
  };
}

/** The settings after a turn/start that may override them; what it leaves out or gives as null stays. */
export function withOverrides(settings: Settings, params: Members): Settings {
  const { collaborationMode, serviceTier } = params;
  const { mode, settings: chosen } = members(collaborationMode);
  const own: Settings = {
    ...settings,
    model: text(params["model"]) ?? settings.model,
    sandbox:
      sandboxOfPolicy(params["sandboxPolicy"]) ??
      sandboxOfProfile(params["permissionProfile"]) ??
      settings.sandbox,
    effort: word(EFFORTS, params["effort"]) ?? settings.effort,
    summary: word(SUMMARIES, params["summary"]) ?? settings.summary,
    // A tier alone can be taken back with null.
    tier: serviceTier === undefined ? settings.tier : (word(TIERS, serviceTier) ?? null),
    approval: approvalOf(params["approvalPolicy"]) ?? settings.approval,
    reviewer: word(REVIEWERS, params["approvalsReviewer"]) ?? settings.reviewer,
    personality: word(PERSONALITIES, params["personality"]) ?? settings.personality,
  };
  if (collaborationMode === undefined || collaborationMode === null) return own;
  const { model, reasoning_effort } = members(chosen);
  return {
    ...own,
    mode: word(MODES, mode) ?? own.mode,
    model: text(model) ?? own.model,
    effort: word(EFFORTS, reasoning_effort) ?? null,
  };
}

function approvalOf(value: unknown): Settings["approval"] | undefined {
  return "granular" in members(value) ? "granular" : word(APPROVALS, value);
}
