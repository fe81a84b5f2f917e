import type { EventRecord, TimelineItem } from "../api/wire.js";
import { memberOf } from "./member-of.js";

/** Params that say when something began and ended, in Unix seconds. */
const STARTS = ["started_at", "created_at"] as const;
/** Params that say how something ended. */
const STATUSES = ["status", "terminal_status", "result"] as const;
/** Params that say what it was about, the most telling first. */
const DETAILS = ["hook_name", "trigger", "decision", "app_name", "plugin_name"] as const;

/** End of the year 9999, in Unix milliseconds: what is later is no time. */
const LATEST = 253_402_300_799_999;

/** What a thread's timeline shows of an event. Events without times of their own stand where they were received. */
export function timelineItem(record: EventRecord): TimelineItem | undefined {
  const { key, event_type: type, event, turn_id } = record;
  if (type === null) return undefined;
  const params = memberOf(event, "event_params");
  const text = (names: readonly string[]) =>
    names
      .map((name) => memberOf(params, name))
      .find((value): value is string => typeof value === "string" && value !== "");
  const duration =
    positive(memberOf(params, "duration_ms")) ?? positive(memberOf(params, "completion_latency_ms"));
  const said = seconds(STARTS.map((name) => memberOf(params, name)));
  const completed = seconds([memberOf(params, "completed_at")]);
  const started =
    said ?? (completed !== undefined ? completed - (duration ?? 0) : Date.parse(record.received_at));
  const ended = duration !== undefined ? started + duration : completed;
  const skill = memberOf(event, "skill_name");
  // The setting of a thread matters where it begins, the model where it works.
  const setting = typeof memberOf(params, "turn_id") === "string" ? "model" : "initialization_mode";
  const detail = typeof skill === "string" ? skill : text([...DETAILS, setting]);
  return {
    key,
    event_type: type,
    started_at: new Date(started).toISOString(),
    ended_at: ended === undefined ? null : new Date(ended).toISOString(),
    label: detail === undefined ? words(type) : `${words(type)}: ${detail}`,
    status: text(STATUSES) ?? null,
    turn_id,
  };
}

/** In order of time; what began together stays in the order of receipt. */
export function timeline(records: readonly EventRecord[]): TimelineItem[] {
  return records
    .flatMap((record) => timelineItem(record) ?? [])
    .sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
}

/** `codex_turn_steer_event` as words: turn steer. */
function words(type: string): string {
  return type
    .replace(/^codex_/, "")
    .replace(/_event$/, "")
    .replaceAll("_", " ");
}

/** The first of some times that is known, in Unix milliseconds; 0 stands for a time that was not. */
function seconds(values: readonly unknown[]): number | undefined {
  const value = values.find((v): v is number => typeof v === "number" && v > 0);
  return value === undefined || value > LATEST / 1000 ? undefined : value * 1000;
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= LATEST ? value : undefined;
}
