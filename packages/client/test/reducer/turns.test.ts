import { buildTurnGitMetadataFact } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/reducer/index.js";
import {
  configured,
  gitFound,
  initialized,
  opened,
  PARENT,
  ready,
  steerAccepted,
  steerAsked,
  THREAD,
  TURN,
  tokensUsed,
  turnAccepted,
  turnAsked,
  turnCompleted,
  turnStarted,
  wholeTurn,
} from "./facts.js";
import { lastParams, play, playOn } from "./play.js";

const WORKSPACE = { "/src/app": { has_changes: true } };
/** Params of the event of a turn with facts of its own. */
const turnWith = (...facts: readonly Fact[]) => lastParams(...ready, turnAsked(), turnAccepted(), ...facts);
const turnEvents = (...facts: readonly Fact[]) =>
  play(...facts).events.filter((event) => event.event_type === "codex_turn_event");

describe("facts of a turn", () => {
  it.each([
    [1_777_000_001, 1_777_000_001],
    [null, null],
    [undefined, null],
    [-1, null],
  ])("R18 start time %s is %s", (startedAt, started_at) => {
    expect(turnWith(turnStarted({ startedAt }), configured(), turnCompleted())["started_at"]).toBe(
      started_at,
    );
  });

  it("R18 turn/started does not try the event", () => {
    const unknown = [turnAsked(), turnAccepted(), configured(), turnCompleted()];
    const { state } = play(...unknown);
    const { events, warnings } = playOn(state, [...ready, turnStarted()]);
    expect(events.map((event) => event.event_type)).toEqual(["codex_thread_initialized"]);
    expect(warnings).toEqual([]);
  });

  it.each(["completed", "failed", "interrupted"])("R19 status %s", (status) => {
    expect(turnWith(configured(), turnCompleted({ status }))["status"]).toBe(status);
  });

  it("R19 a status that is in progress is null", () => {
    expect(turnWith(configured(), turnCompleted({ status: "inProgress" }))["status"]).toBeNull();
  });

  it.each([
    [{ completedAt: 9, durationMs: 8 }, 9, 8],
    [{ completedAt: -1, durationMs: -1 }, 0, null],
    [{ completedAt: null, durationMs: null }, 0, null],
    [{ completedAt: undefined, durationMs: undefined }, 0, null],
  ])("R19 times %j", (times, completed_at, duration_ms) => {
    expect(turnWith(configured(), turnCompleted(times))).toMatchObject({ completed_at, duration_ms });
  });

  const failed = (codexErrorInfo: unknown) =>
    turnCompleted({ status: "failed", error: { message: "secret text", codexErrorInfo } });

  it.each([
    ["badRequest", "badRequest"],
    [{ httpConnectionFailed: { httpStatusCode: 502 } }, { httpConnectionFailed: { httpStatusCode: 502 } }],
    [{ responseStreamDisconnected: {} }, { responseStreamDisconnected: { httpStatusCode: null } }],
    [{ activeTurnNotSteerable: { turnKind: "review" } }, { activeTurnNotSteerable: { turnKind: "review" } }],
    [null, null],
  ])("R19 error %j, only its class", (info, expected) => {
    expect(turnWith(configured(), failed(info))["turn_error"]).toEqual(expected);
  });

  it.each(["aNewClass", { aNewClass: {} }, 7])(
    "R19 a class without word is other, with a warning: %j",
    (info) => {
      const { events, warnings } = play(...ready, turnAsked(), turnAccepted(), configured(), failed(info));
      expect(events.at(-1)?.event_params).toMatchObject({ turn_error: "other" });
      expect(warnings).toEqual([{ code: "unknown_turn_error", rule: "R19" }]);
    },
  );

  it("R20 other notifications are ignored", () => {
    const { state } = play(...ready);
    const item = { fact: "notification", notification: { method: "item/started", params: null } } as const;
    expect(playOn(state, [item])).toEqual({ state, events: [], warnings: [] });
  });

  it("R21 the config sets thread, image count and settings, and tries the event", () => {
    expect(turnWith(turnCompleted(), configured({ num_input_images: 4, model: "m-9" }))).toMatchObject({
      thread_id: THREAD,
      num_input_images: 4,
      model: "m-9",
    });
  });

  it("R22 token usage is what the event says, and tries it", () => {
    const used = tokensUsed({ input_tokens: 7, total_tokens: 9 });
    expect(turnWith(configured(), used, turnCompleted())).toMatchObject({ input_tokens: 7, total_tokens: 9 });
    const { state } = play(initialized(), turnAsked(), turnAccepted(), configured(), turnCompleted());
    expect(playOn(state, [opened(), used]).events.at(-1)?.event_type).toBe("codex_turn_event");
  });

  it("R23 an empty git map is ignored and makes no record", () => {
    const { state } = play(...ready);
    expect(playOn(state, [gitFound({}), gitFound({ "/src": {} })])).toEqual({
      state,
      events: [],
      warnings: [],
    });
    expect(
      turnWith(configured(), gitFound(WORKSPACE), gitFound({}), turnCompleted())["git_workspaces"],
    ).toEqual(WORKSPACE);
  });

  it("R23 git state sets thread and map, and tries the event", () => {
    expect(turnWith(configured(), gitFound(WORKSPACE), turnCompleted())["git_workspaces"]).toEqual(WORKSPACE);
  });

  it("R21, R22, R23 each sets the thread, and the last one counts", () => {
    const elsewhere = { thread_id: PARENT };
    const other = opened({ thread: { id: PARENT } });
    const asked = [...ready, other, turnAsked(), turnAccepted()];
    const thread = (...facts: readonly Fact[]) =>
      lastParams(...asked, ...facts, turnCompleted())["thread_id"];
    expect(thread(configured(elsewhere))).toBe(PARENT);
    expect(thread(configured(), tokensUsed(elsewhere))).toBe(PARENT);
    expect(
      thread(
        configured(),
        buildTurnGitMetadataFact({ turn_id: TURN, git_workspaces: WORKSPACE, ...elsewhere }),
      ),
    ).toBe(PARENT);
    expect(thread(configured(elsewhere), tokensUsed())).toBe(THREAD);
  });

  it("V4 remote URLs lose user info, query and fragment", () => {
    const remotes = { origin: "https://u:p@h/x.git?t=1#f", work: "git@h:o/r.git" };
    const found = gitFound({ "/src/app": { associated_remote_urls: remotes } });
    expect(turnWith(configured(), found, turnCompleted())["git_workspaces"]).toEqual({
      "/src/app": { associated_remote_urls: { origin: "https://h/x.git", work: "h:o/r.git" } },
    });
  });
});

describe("the event of a turn", () => {
  it("R24 waits for connection, thread, image count, config and completion", () => {
    const needed = [turnAsked(), turnAccepted(), configured(), turnCompleted()];
    for (const missing of needed) {
      const rest = needed.filter((fact) => fact !== missing);
      expect(turnEvents(...ready, ...rest)).toEqual([]);
    }
    expect(turnEvents(...ready, ...needed)).toHaveLength(1);
  });

  it("R25 nothing is said while one of them is missing", () => {
    expect(play(...ready, turnAsked(), turnAccepted(), configured()).warnings).toEqual([]);
  });

  it("R25 a connection that is not known is a warning, and the turn is kept", () => {
    const { state, warnings } = play(turnAsked(), turnAccepted(), configured(), turnCompleted());
    expect(warnings).toEqual([{ code: "unknown_connection", rule: "R25", event: "codex_turn_event" }]);
    expect(playOn(state, [...ready, tokensUsed()]).events).toHaveLength(2);
  });

  it("R25 a thread without metadata is a warning, and the turn is kept", () => {
    const { state, warnings } = play(initialized(), ...wholeTurn);
    expect(warnings).toEqual([{ code: "unknown_thread", rule: "R25", event: "codex_turn_event" }]);
    expect(playOn(state, [opened(), gitFound(WORKSPACE)]).events).toHaveLength(2);
  });

  it("R26 start, tokens and git state are null when they never came", () => {
    expect(turnWith(configured(), turnCompleted())).toMatchObject({
      started_at: null,
      input_tokens: null,
      cached_input_tokens: null,
      output_tokens: null,
      reasoning_output_tokens: null,
      total_tokens: null,
      git_workspaces: null,
    });
  });

  it("R27 what comes after the event makes a record that never sends one", () => {
    const late = [turnStarted(), configured(), tokensUsed(), gitFound(WORKSPACE), turnCompleted()];
    expect(turnEvents(...ready, ...wholeTurn, ...late)).toHaveLength(1);
  });

  it("R28 settings come from the config, origin and mode from the thread", () => {
    const source = { subAgent: { thread_spawn: { parent_thread_id: PARENT } } };
    const thread = opened({ method: "thread/resume", thread: { source, ephemeral: false } });
    const config = configured({
      ephemeral: true,
      session_source: "cli",
      is_first_turn: false,
      model_provider: "p",
    });
    expect(
      lastParams(initialized(), thread, turnAsked(), turnAccepted(), config, turnCompleted()),
    ).toMatchObject({
      ephemeral: true,
      is_first_turn: false,
      model_provider: "p",
      thread_source: "subagent",
      initialization_mode: "resumed",
      subagent_source: "thread_spawn",
      parent_thread_id: PARENT,
    });
  });

  it.each([
    [{ sandbox_policy: { type: "danger-full-access" } }, { sandbox_policy: "full_access" }],
    [{ sandbox_policy: { type: "read-only" } }, { sandbox_policy: "read_only" }],
    [{ sandbox_policy: { type: "external-sandbox" } }, { sandbox_policy: "external_sandbox" }],
    [{ collaboration_mode: "plan" }, { collaboration_mode: "plan" }],
    [{ collaboration_mode: "execute" }, { collaboration_mode: "default" }],
    [{ reasoning_summary: "none" }, { reasoning_summary: null }],
    [{ reasoning_summary: null }, { reasoning_summary: null }],
    [{ reasoning_summary: "concise" }, { reasoning_summary: "concise" }],
    [{ personality: "none" }, { personality: null }],
    [{ personality: null }, { personality: null }],
    [{ personality: "friendly" }, { personality: "friendly" }],
    [{ service_tier: null }, { service_tier: "default" }],
    [{ service_tier: "flex" }, { service_tier: "flex" }],
    [{ reasoning_effort: null }, { reasoning_effort: null }],
    [{ reasoning_effort: "none" }, { reasoning_effort: "none" }],
    [{ approvals_reviewer: "auto_review" }, { approvals_reviewer: "guardian_subagent" }],
    [{ approvals_reviewer: "guardian_subagent" }, { approvals_reviewer: "guardian_subagent" }],
    [{ approvals_reviewer: "user" }, { approvals_reviewer: "user" }],
    [{ approval_policy: { granular: { rules: true } } }, { approval_policy: "granular" }],
    [{ approval_policy: "on-failure" }, { approval_policy: "on-failure" }],
  ] as const)("R29 %j is %j", (setting, expected) => {
    expect(turnWith(configured(setting), turnCompleted())).toMatchObject(expected);
  });

  it("R30 images by address and image files count, and the last count wins", () => {
    const asked = turnAsked({ images: 3 });
    const config = configured({ num_input_images: 0 });
    expect(lastParams(...ready, asked, config, turnCompleted(), turnAccepted())["num_input_images"]).toBe(3);
    expect(lastParams(...ready, asked, turnAccepted(), config, turnCompleted())["num_input_images"]).toBe(0);
  });

  it("R31 rejected steers do not count", () => {
    const rejected = [
      steerAsked(),
      {
        fact: "error_response",
        connection_id: 1,
        response: { id: 3, error: {} },
        error_class: null,
      } as const,
    ];
    const accepted = [steerAsked({ id: 4 }), steerAccepted({ id: 4 })];
    expect(turnWith(...rejected, ...accepted, configured(), turnCompleted())["steer_count"]).toBe(1);
  });

  it("R43 a turn is reported under its own id", () => {
    expect(turnWith(configured(), turnCompleted())["turn_id"]).toBe(TURN);
  });
});
