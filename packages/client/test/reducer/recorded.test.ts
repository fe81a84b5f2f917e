import { type ExpectedEvent, recorded } from "@codex-contracts/fixtures/recorded";
import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/reducer/index.js";
import { gitFound, opened, turnCompleted } from "./facts.js";
import { type Story, storyOf } from "./facts-of-event.js";
import { fresh, NOW, playOn } from "./play.js";

type Change = (story: readonly Fact[], line: ExpectedEvent) => readonly Fact[];

const without =
  (name: Fact["fact"], method?: string): Change =>
  (story) =>
    story.filter(
      (fact) => fact.fact !== name || (fact.fact === "notification" && fact.notification.method !== method),
    );
const changed =
  (change: (fact: Fact) => Fact): Change =>
  (story) =>
    story.map(change);
const insertBeforeLast =
  (extra: Fact): Change =>
  (story) => [...story.slice(0, -1), extra, ...story.slice(-1)];
const skillAt = (place: { path: string; repo_root?: string; canonical_path?: string }): Change =>
  changed((fact) =>
    fact.fact === "skills_invoked"
      ? { ...fact, skills: fact.skills.map((skill) => ({ ...skill, ...place })) }
      : fact,
  );
const config = (settings: object): Change =>
  changed((fact) => (fact.fact === "turn_resolved_config" ? { ...fact, ...settings } : fact));

/** What the situation says and the event does not show. */
const SITUATIONS: Readonly<Record<string, Change>> = {
  thread_negative_creation_time: changed((fact) =>
    fact.fact === "response" ? opened({ thread: { createdAt: -5 } }) : fact,
  ),
  turn_completed_without_usage_fact: without("turn_token_usage"),
  turn_start_never_seen: without("notification", "turn/started"),
  turn_end_time_unknown: (story, { event }) =>
    event.event_type === "codex_turn_event"
      ? [
          ...story.slice(0, -1),
          turnCompleted({ id: event.event_params.turn_id, completedAt: undefined, durationMs: undefined }),
        ]
      : [],
  turn_git_workspaces_empty_fact_ignored: insertBeforeLast(gitFound({})),
  turn_ephemeral_from_config: changed((fact) =>
    fact.fact === "response" && fact.response.method === "thread/start"
      ? opened({ thread: { ephemeral: false } })
      : fact,
  ),
  turn_approval_granular: config({ approval_policy: { granular: { sandbox_approval: false } } }),
  turn_completed_with_tokens: config({
    reasoning_summary: null,
    personality: null,
    collaboration_mode: "default",
  }),
  skill_repo_scope_implicit: skillAt({
    path: "/src/app/.codex/skills/notes/SKILL.md",
    repo_root: "/src/app",
    canonical_path: "/src/app/.codex/skills/notes/SKILL.md",
  }),
  skill_system_scope: skillAt({ path: "/opt/codex/skills/notes/SKILL.md" }),
  skill_admin_scope: skillAt({ path: "/etc/codex/skills/notes/SKILL.md" }),
};

const HASHED = "the path of the skill file was not recorded, only the hash over it";
/** What of a recorded event cannot follow from facts that anybody knows, and why. */
const UNKNOWN: Readonly<Record<string, { readonly members: readonly string[]; readonly reason: string }>> = {
  recorded_skill_user: { members: ["skill_id"], reason: HASHED },
  recorded_skill_second_connection: { members: ["skill_id"], reason: HASHED },
  recorded_skill_repo_implicit: { members: ["skill_id"], reason: HASHED },
};

/** URLs that Codex sends as git reports them, and what we make of them (V4). */
const SCRUBBED: ReadonlyMap<string, string> = new Map([
  ["https://user:pw@example.com/o/r.git?x=1", "https://example.com/o/r.git"],
  ["git@git.example.com:b/app.git", "git.example.com:b/app.git"],
]);

/** The event as we send it. */
function scrubbed(event: AnalyticsEvent): AnalyticsEvent {
  return JSON.parse(JSON.stringify(event), (_key, value) => SCRUBBED.get(value) ?? value);
}

function lastEvent({ facts, runtime, now = NOW }: Story): AnalyticsEvent | undefined {
  return playOn(fresh({ runtime }), facts, now).events.at(-1);
}

/** An event without members that do not count, at the top or among its params. */
function stripped(event: { readonly event_params: object } | undefined, members: readonly string[]): unknown {
  const keep = (object: object) =>
    Object.fromEntries(Object.entries(object).filter(([name]) => !members.includes(name)));
  return { ...keep(event ?? {}), event_params: keep(event?.event_params ?? {}) };
}

const lines = recorded("expected-events");
/** Releases leave the git state out, and we say null. */
const notIn = (profile: ExpectedEvent["profile"]) => (profile === "target" ? [] : ["git_workspaces"]);

describe("expected events", () => {
  it.each(lines.map((line) => ({ ...line, rule: line.rules?.join(" ") ?? line.basis })))(
    "$rule $name: $given",
    (line) => {
      const story = storyOf(line.event);
      const facts = SITUATIONS[line.name]?.(story.facts, line) ?? story.facts;
      const ignored = [...notIn(line.profile), ...(UNKNOWN[line.name]?.members ?? [])];
      const event = lastEvent({ ...story, facts });
      expect(stripped(event, ignored)).toEqual(stripped(scrubbed(line.event), ignored));
      for (const pointer of line.must_be_absent ?? [])
        expect(event).not.toHaveProperty(pointer.slice(1).split("/"));
    },
  );

  it("are all written as facts, three of them but for a hash", () => {
    const names = new Set(lines.map((line) => line.name));
    expect(lines).toHaveLength(123);
    expect([...Object.keys(SITUATIONS), ...Object.keys(UNKNOWN)].filter((name) => !names.has(name))).toEqual(
      [],
    );
    expect(Object.keys(UNKNOWN)).toHaveLength(3);
  });
});

describe("events of a real Codex", () => {
  const events = recorded("codex-0.125.0-events");

  it.each(events.map((event, i) => ({ line: i + 1, event })))(
    "line $line, $event.event_type",
    ({ event }) => {
      const ignored = ["git_workspaces", ...(event.event_type === "skill_invocation" ? ["skill_id"] : [])];
      expect(stripped(lastEvent(storyOf(event)), ignored)).toEqual(stripped(event, ignored));
    },
  );

  it("are 125", () => expect(events).toHaveLength(125));
});

describe("published samples", () => {
  it.each(recorded("seed-samples"))("$name", ({ client_event }) => {
    const ignored = client_event.event_type === "skill_invocation" ? ["skill_id"] : [];
    const sample = { git_workspaces: null, ...client_event.event_params };
    const expected = {
      ...client_event,
      event_params: client_event.event_type === "codex_turn_event" ? sample : client_event.event_params,
    };
    expect(stripped(lastEvent(storyOf(client_event)), ignored)).toEqual(stripped(expected, ignored));
  });
});
