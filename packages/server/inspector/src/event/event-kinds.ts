import { EventType } from "@codex-contracts/protocol/catalogue";

/** Groups of event types that share a colour, a lane of the timeline and a place in the chart. */
export const eventKinds = [
  { name: "turn", label: "Turns" },
  { name: "steer", label: "Steers" },
  { name: "hook", label: "Hooks" },
  { name: "review", label: "Reviews" },
  { name: "compaction", label: "Compactions" },
  { name: "thread", label: "Threads" },
  { name: "use", label: "Skills and apps" },
  { name: "other", label: "Other" },
] as const;

export type EventKind = (typeof eventKinds)[number]["name"];

const kinds: Readonly<Record<string, EventKind>> = {
  [EventType.TurnEvent]: "turn",
  [EventType.TurnSteerEvent]: "steer",
  [EventType.HookRunEvent]: "hook",
  [EventType.GuardianReviewEvent]: "review",
  [EventType.CompactionEvent]: "compaction",
  [EventType.ThreadInitializedEvent]: "thread",
  [EventType.SkillInvocationEvent]: "use",
  [EventType.AppMentionedEvent]: "use",
  [EventType.AppUsedEvent]: "use",
  [EventType.PluginUsedEvent]: "use",
  [EventType.PluginInstalledEvent]: "use",
  [EventType.PluginUninstalledEvent]: "use",
  [EventType.PluginEnabledEvent]: "use",
  [EventType.PluginDisabledEvent]: "use",
};

/** Every event type that has a contract. */
export const knownTypes: readonly string[] = Object.values(EventType);

export function kindOf(eventType: string | null): EventKind {
  return (Object.hasOwn(kinds, eventType ?? "") ? kinds[eventType ?? ""] : undefined) ?? "other";
}
