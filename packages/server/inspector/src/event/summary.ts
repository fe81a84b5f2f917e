import type { Issue } from "@codex-contracts/protocol";
import { EventType } from "@codex-contracts/protocol/catalogue";
import type { EventRecord } from "../../../src/api/wire.js";
import { count, counted, duration } from "../format/numbers.js";
import { isObject, type JsonObject } from "./json.js";

type Words = (params: JsonObject, event: JsonObject) => readonly (string | undefined)[];

const used: Words = (p) => [word(p["app_name"]), word(p["connector_id"]), word(p["invoke_type"])];
const plugin: Words = (p) => [word(p["plugin_id"])];

/** What a line of the list says about an event, by type. */
const wordsByType: Readonly<Record<string, Words>> = {
  [EventType.ThreadInitializedEvent]: (p) => [
    word(p["initialization_mode"]),
    word(p["subagent_source"]) ?? word(p["thread_source"]),
    word(p["model"]),
  ],
  [EventType.TurnEvent]: (p) => [
    word(p["status"]),
    span(p["duration_ms"]),
    amount(p["total_tokens"], "token"),
    word(p["model"]),
  ],
  [EventType.TurnSteerEvent]: (p) => [word(p["result"]), word(p["rejection_reason"])],
  [EventType.HookRunEvent]: (p) => [word(p["hook_name"]), word(p["status"]), word(p["hook_source"])],
  [EventType.CompactionEvent]: (p) => [
    word(p["status"]),
    word(p["trigger"]),
    shrunk(p["active_context_tokens_before"], p["active_context_tokens_after"]),
    span(p["duration_ms"]),
  ],
  [EventType.GuardianReviewEvent]: (p) => [
    word(p["terminal_status"]),
    isObject(p["reviewed_action"]) ? word(p["reviewed_action"]["type"]) : undefined,
    risk(p["risk_level"]),
    span(p["completion_latency_ms"]),
  ],
  [EventType.SkillInvocationEvent]: (p, event) => [
    word(event["skill_name"]),
    word(p["skill_scope"]),
    word(p["invoke_type"]),
  ],
  [EventType.AppMentionedEvent]: used,
  [EventType.AppUsedEvent]: used,
  [EventType.PluginUsedEvent]: plugin,
  [EventType.PluginInstalledEvent]: plugin,
  [EventType.PluginUninstalledEvent]: plugin,
  [EventType.PluginEnabledEvent]: plugin,
  [EventType.PluginDisabledEvent]: plugin,
};

/** An event in a few words: what it came to, or why it was set aside. */
export function summary({ event, event_type, verdict, findings }: EventRecord): string {
  const [first] = findings.issues;
  if (verdict === "quarantined" && first !== undefined) {
    const more = findings.issues.length - 1;
    return `${issueInWords(first)}${more > 0 ? ` (+${more} more)` : ""}`;
  }
  if (findings.unknown_keys.includes("/event_type")) return "no contract for this type";
  const type = event_type ?? "";
  const words = Object.hasOwn(wordsByType, type) ? wordsByType[type] : undefined;
  if (words === undefined || !isObject(event)) return "";
  const params = isObject(event["event_params"]) ? event["event_params"] : {};
  return words(params, event)
    .filter((each) => each !== undefined)
    .join(" · ");
}

/** An issue on one line; nearly all are about a param, so that goes without saying. */
export function issueInWords({ path, expected }: Issue): string {
  return `${path.replace(/^\/event_params\//, "") || "the event"}: expected ${expected}`;
}

function word(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function span(value: unknown): string | undefined {
  return typeof value === "number" ? duration(value) : undefined;
}

function amount(value: unknown, unit: string): string | undefined {
  return typeof value === "number" ? counted(value, unit) : undefined;
}

function risk(value: unknown): string | undefined {
  return typeof value === "string" ? `${value} risk` : undefined;
}

function shrunk(before: unknown, after: unknown): string | undefined {
  return typeof before === "number" && typeof after === "number"
    ? `${count(before)} → ${count(after)} tokens`
    : undefined;
}
