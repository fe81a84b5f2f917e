import {
  buildAppsMentionedFact,
  buildAppUsedFact,
  buildCompactionFact,
  buildGuardianReviewFact,
  buildHookRunFact,
  buildPluginStateChangedFact,
  buildPluginUsedFact,
  buildSkillsInvokedFact,
  buildSubagentThreadStartedFact,
} from "@codex-contracts/fixtures";
import type { InvokedSkill } from "@codex-contracts/protocol/facts";
import { describe, expect, it } from "vitest";
import {
  configured,
  initialized,
  ready,
  steerAccepted,
  steerAsked,
  THREAD,
  turnAccepted,
  turnAsked,
  turnCompleted,
  wholeTurn,
} from "./facts.js";
import { fresh, lastParams, onlyEvent, play, playOn } from "./play.js";

const compacted = buildCompactionFact({ thread_id: THREAD });
const reviewed = buildGuardianReviewFact({ thread_id: THREAD });
const skill = (overrides: Partial<InvokedSkill>): InvokedSkill => {
  const [first] = buildSkillsInvokedFact().skills;
  if (first === undefined) throw new Error("the example has a skill");
  return { ...first, ...overrides };
};
const skillEvent = (overrides: Partial<InvokedSkill>) =>
  onlyEvent(buildSkillsInvokedFact({ skills: [skill(overrides)] }));

describe("compactions and reviews", () => {
  it("R32 a compaction is reported with connection and origin of its thread", () => {
    const { fact: _, ...own } = compacted;
    expect(lastParams(...ready, compacted)).toMatchObject({
      ...own,
      app_server_client: { client_name: "acme-ide" },
      thread_source: "user",
    });
  });

  it("R32 without thread it is dropped with a warning", () => {
    const { events, warnings } = play(initialized(), compacted);
    expect(events).toEqual([]);
    expect(warnings).toEqual([{ code: "unknown_thread", rule: "R32", event: "codex_compaction_event" }]);
  });

  it("R33 a review is reported with the connection of its thread and no origin", () => {
    const { fact: _, ...own } = reviewed;
    const params = lastParams(...ready, reviewed);
    expect(params).toMatchObject({ ...own, runtime: { runtime_os: "linux" } });
    expect(params).not.toHaveProperty("thread_source");
  });

  it("R33 without thread it is dropped with a warning", () => {
    const { events, warnings } = play(initialized(), reviewed);
    expect(events).toEqual([]);
    expect(warnings).toEqual([{ code: "unknown_thread", rule: "R33", event: "codex_guardian_review" }]);
  });

  it.each([
    ["R32", compacted],
    ["R33", reviewed],
  ] as const)("%s without connection it is dropped with a warning", (rule, fact) => {
    const few = { connections: { entries: 2 } };
    const crowd = [2, 3, 4].map((connection_id) => initialized({ connection_id }));
    const { state } = playOn(fresh({ limits: few }), [...ready, ...crowd]);
    expect(playOn(state, [fact]).warnings).toMatchObject([{ code: "unknown_connection", rule }]);
  });
});

describe("hooks, skills, apps and plugins", () => {
  it.each([
    ["running", "failed"],
    ["stopped", "stopped"],
  ] as const)("R34 a hook that is %s is reported as %s, always", (status, expected) => {
    expect(onlyEvent(buildHookRunFact({ status })).event_params).toMatchObject({ status: expected });
  });

  it("R35 one event per skill, in the order of the list, always", () => {
    const names = ["a", "b", "c"];
    const { events } = play(buildSkillsInvokedFact({ skills: names.map((name) => skill({ name })) }));
    expect(events.map((event) => "skill_name" in event && event.skill_name)).toEqual(names);
  });

  it("R35 repo_url is the one that was looked up, without its secrets", () => {
    expect(skillEvent({ repo_url: null }).event_params).toMatchObject({ repo_url: null });
    expect(skillEvent({ repo_url: "https://u:p@h/r.git" }).event_params).toMatchObject({
      repo_url: "https://h/r.git",
    });
  });

  it("R36 one event per mentioned app, one per used app, always", () => {
    expect(play(buildAppsMentionedFact()).events.map((event) => event.event_type)).toEqual([
      "codex_app_mentioned",
      "codex_app_mentioned",
    ]);
    expect(onlyEvent(buildAppUsedFact()).event_type).toBe("codex_app_used");
  });

  it("R37 a used plugin is always reported, under its key", () => {
    expect(onlyEvent(buildPluginUsedFact())).toMatchObject({
      event_type: "codex_plugin_used",
      event_params: { plugin_id: "tooly@mymarket", plugin_name: "tooly", marketplace_name: "mymarket" },
    });
  });

  it.each(["installed", "uninstalled", "enabled", "disabled"] as const)(
    "R38 %s is its own event",
    (state) => {
      expect(onlyEvent(buildPluginStateChangedFact({ state })).event_type).toBe(`codex_plugin_${state}`);
    },
  );

  it("R39 without capability summary all of it is null, else all of it is set", () => {
    const plugin = { plugin_name: "a", marketplace_name: "b" };
    const none = buildPluginUsedFact({ plugin: { ...plugin, capabilities: null } });
    const capabilities = { has_skills: false, mcp_server_count: 0, connector_ids: [] };
    expect(lastParams(none)).toMatchObject({ has_skills: null, mcp_server_count: null, connector_ids: null });
    expect(lastParams(buildPluginUsedFact({ plugin: { ...plugin, capabilities } }))).toMatchObject(
      capabilities,
    );
  });

  it.each([
    [
      "in a repository",
      {
        path: "/src/link/SKILL.md",
        repo_url: "https://git.example.com/a/app.git",
        repo_root: "/src/app",
        canonical_path: "/src/app/.codex/skills/notes/SKILL.md",
      },
      "68beb2d977b7aff5cd7039e5fb7519d2b020325f",
    ],
    [
      "of the system",
      { path: "/opt/codex/skills/notes/SKILL.md", repo_url: null, repo_root: null, canonical_path: null },
      "a676b7688e0101b2bbc90abd9b83c2caf64acb48",
    ],
  ])("R40 id of a skill %s", (_case, overrides, skill_id) => {
    expect(skillEvent(overrides)).toMatchObject({ skill_id });
  });
});

it("R42 a thread known only from the start of a subagent gets no other event", () => {
  const started = buildSubagentThreadStartedFact({ thread_id: THREAD });
  const facts = [...wholeTurn, steerAsked(), steerAccepted(), compacted, reviewed];
  expect(play(initialized(), started, ...facts).events.map((event) => event.event_type)).toEqual([
    "codex_thread_initialized",
  ]);
});

it("R43 events leave in the order of their facts", () => {
  const facts = [
    ...ready,
    buildHookRunFact(),
    compacted,
    turnAsked(),
    turnAccepted(),
    configured(),
    turnCompleted(),
  ];
  expect(play(...facts, buildAppUsedFact()).events.map((event) => event.event_type)).toEqual([
    "codex_thread_initialized",
    "codex_hook_run",
    "codex_compaction_event",
    "codex_turn_event",
    "codex_app_used",
  ]);
});
