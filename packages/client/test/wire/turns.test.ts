import { describe, expect, it } from "vitest";
import { sandboxOfProfile } from "../../src/wire/sandbox.js";
import {
  converse,
  endTurn,
  item,
  names,
  opened,
  spend,
  startTurn,
  THREAD,
  TURN,
  threadResult,
} from "./wire.js";

const configOf = (facts: ReturnType<typeof startTurn>) =>
  facts.find(({ fact }) => fact === "turn_resolved_config");

describe("a turn", () => {
  it("tells its request, its start, its settings, its cost and its end, in this order", () => {
    const conversation = opened();
    const started = startTurn(conversation);
    spend(conversation, 15);
    expect(names([...started, ...endTurn(conversation)])).toEqual([
      "request",
      "response",
      "notification",
      "turn_resolved_config",
      "turn_token_usage",
      "notification",
    ]);
  });

  it("has the settings that its thread was opened with", () => {
    expect(configOf(startTurn(opened({}, { personality: "friendly" })))).toMatchObject({
      thread_id: THREAD,
      turn_id: TURN,
      model: "gpt-5.3-codex",
      sandbox_policy: { type: "workspace-write" },
      personality: "friendly",
      is_first_turn: true,
    });
  });

  it.each([
    ["model", { model: "gpt-5.4" }, { model: "gpt-5.4" }],
    ["effort", { effort: "none" }, { reasoning_effort: "none" }],
    ["summary", { summary: "detailed" }, { reasoning_summary: "detailed" }],
    ["tier", { serviceTier: "flex" }, { service_tier: "flex" }],
    ["approvals", { approvalPolicy: { granular: {} } }, { approval_policy: "granular" }],
    ["reviewer", { approvalsReviewer: "auto_review" }, { approvals_reviewer: "auto_review" }],
    [
      "sandbox",
      { sandboxPolicy: { type: "externalSandbox", networkAccess: "enabled" } },
      { sandbox_policy: { type: "external-sandbox" }, sandbox_network_access: true },
    ],
    [
      "mode, which wins over the rest",
      {
        effort: "low",
        collaborationMode: { mode: "plan", settings: { model: "m", reasoning_effort: null } },
      },
      { collaboration_mode: "plan", model: "m", reasoning_effort: null },
    ],
  ])("keeps for its thread what it overrides: %s", (_, params, config) => {
    const conversation = opened();
    expect(configOf(startTurn(conversation, params))).toMatchObject(config);
    endTurn(conversation);
    expect(configOf(startTurn(conversation, {}, "later"))).toMatchObject(config);
  });

  it("takes a tier back with null, and keeps it when nothing is said", () => {
    const conversation = opened({}, {}, { serviceTier: "fast" });
    expect(configOf(startTurn(conversation))).toMatchObject({ service_tier: "fast" });
    expect(configOf(startTurn(conversation, { serviceTier: null }, "b"))).toMatchObject({
      service_tier: null,
    });
  });

  it("counts its images, and is the first one only once", () => {
    const conversation = opened();
    const input = [{ type: "image" }, { type: "localImage" }, { type: "text", text: "look" }];
    expect(configOf(startTurn(conversation, { input }))).toMatchObject({
      num_input_images: 2,
      is_first_turn: true,
    });
    expect(configOf(startTurn(conversation, {}, "b"))).toMatchObject({
      num_input_images: 0,
      is_first_turn: false,
    });
  });

  it("has no settings when a hook ends it before its first item (P1)", () => {
    const conversation = opened();
    const turn = { id: TURN };
    conversation.ask("turn/start", { threadId: THREAD, input: [] }, { result: { turn } });
    conversation.notify("turn/started", { threadId: THREAD, turn });
    expect(names(endTurn(conversation))).toEqual(["turn_token_usage", "notification"]);
  });

  it("costs what its thread has spent since its start (P2)", () => {
    const conversation = opened();
    spend(conversation, 100);
    startTurn(conversation);
    spend(conversation, 140);
    expect(endTurn(conversation)[0]).toMatchObject({ fact: "turn_token_usage", total_tokens: 40 });
  });

  it("does not tell its cost when it is interrupted (P3)", () => {
    const conversation = opened();
    startTurn(conversation);
    expect(names(endTurn(conversation, { status: "interrupted" }))).toEqual(["notification"]);
  });

  it("that the client did not start has neither settings nor cost", () => {
    const conversation = opened();
    expect(item(conversation, "started", { type: "enteredReviewMode" })).toEqual([]);
    expect(names(endTurn(conversation))).toEqual(["notification"]);
  });
});

describe("a thread", () => {
  it("that is loaded already resumes without a fact (P7)", () => {
    const conversation = opened();
    const answer = { result: threadResult(THREAD) };
    expect(conversation.ask("thread/resume", { threadId: THREAD }, answer)).toEqual([]);
  });

  it.each([
    ["thread/closed", { threadId: THREAD }],
    ["thread/archived", { threadId: THREAD }],
    ["thread/status/changed", { threadId: THREAD, status: { type: "notLoaded" } }],
  ])("that was unloaded by %s resumes with one", (method, params) => {
    const conversation = opened();
    conversation.notify(method, params);
    const answer = { result: threadResult(THREAD) };
    expect(names(conversation.ask("thread/resume", { threadId: THREAD }, answer))).toEqual(["response"]);
  });

  it("that comes with turns of a user has had its first one", () => {
    const conversation = converse();
    const turns = [{ items: [{ type: "userMessage" }] }];
    const result = threadResult(THREAD);
    const thread = { id: THREAD, turns };
    conversation.ask("thread/resume", { threadId: THREAD }, { result: { ...result, thread } });
    expect(configOf(startTurn(conversation))).toMatchObject({ is_first_turn: false });
  });
});

describe("a permission profile is a sandbox of the kind", () => {
  const special = (kind: string, access: string) => ({ path: { type: "special", value: { kind } }, access });
  const managed = (enabled: boolean, ...entries: object[]) => ({
    type: "managed",
    network: { enabled },
    fileSystem: { type: "restricted", entries },
  });

  it.each([
    [{ type: "disabled" }, "danger-full-access"],
    [{ type: "external", network: { enabled: false } }, "external-sandbox"],
    [managed(false, special("root", "read")), "read-only"],
    [
      managed(false, special("root", "read"), special("current_working_directory", "write")),
      "workspace-write",
    ],
    [managed(false, special("root", "write")), "external-sandbox"],
    [managed(true, special("root", "write")), "danger-full-access"],
    [
      { type: "managed", network: { enabled: false }, fileSystem: { type: "unrestricted" } },
      "external-sandbox",
    ],
  ])("%j: %s", (profile, type) => {
    expect(sandboxOfProfile(profile)?.policy).toMatchObject({ type });
  });
});
