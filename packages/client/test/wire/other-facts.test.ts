import { describe, expect, it } from "vitest";
import { resultOf, reviewedActionOf } from "../../src/wire/guardian.js";
import { hookRunOf } from "../../src/wire/hook.js";
import { runtimeOf } from "../../src/wire/runtime.js";
import { steerErrorClass } from "../../src/wire/steer-error.js";
import { converse, endTurn, item, names, opened, spend, startTurn, THREAD, TURN } from "./wire.js";

describe("a client", () => {
  it.each([
    ["with the flag", { experimentalApi: true }, { experimentalApi: true }],
    ["without the flag", {}, {}],
    ["without capabilities", null, null],
  ])("introduces itself %s", (_, capabilities, told) => {
    const userAgent = "my-ide/0.125.0 (Debian 12.0.0; x86_64) unknown (my-ide; 1)";
    const params = { clientInfo: { name: "my-ide", version: "1" }, capabilities };
    const facts = converse({ connectionId: 7 }).ask("initialize", params, {
      result: { userAgent, platformOs: "linux" },
    });
    expect(facts).toMatchObject([
      { fact: "initialize", connection_id: 7, rpc_transport: "stdio", params: { capabilities: told } },
    ]);
  });

  it.each([
    ["my-ide/0.125.0 (Debian 12.0.0; x86_64) unknown", ["0.125.0", "12.0.0", "x86_64"]],
    ["a/b c/1.0.0-rc.1 (Mac OS 14.5.0; arm64) iTerm.app/3.5 (x; 1)", ["1.0.0-rc.1", "14.5.0", "arm64"]],
    ["nothing of the kind", ["unknown", "unknown", "unknown"]],
  ])("is told by %j on what it runs", (userAgent, [version, system, arch]) => {
    expect(runtimeOf({ userAgent, platformOs: "linux" })).toEqual({
      codex_rs_version: version,
      runtime_os: "linux",
      runtime_os_version: system,
      runtime_arch: arch,
    });
  });
});

describe("a steer", () => {
  const steer = (answer: object) =>
    opened().ask("turn/steer", { threadId: THREAD, expectedTurnId: TURN, input: [] }, answer);

  it("that is taken is told with its answer", () => {
    expect(names(steer({ result: { turnId: TURN } }))).toEqual(["request", "response"]);
  });

  it.each([
    ["no_active_turn", { message: "no active turn to steer" }],
    ["expected_turn_mismatch", { message: "expected active turn id `a` but found `b`" }],
    ["empty_input", { message: "input must not be empty" }],
    ["input_too_large", { message: "no", data: { input_error_code: "input_too_large" } }],
    [
      "non_steerable_review",
      { message: "no", data: { codexErrorInfo: { activeTurnNotSteerable: { turnKind: "review" } } } },
    ],
    [
      "non_steerable_compact",
      { message: "no", data: { codexErrorInfo: { activeTurnNotSteerable: { turnKind: "compact" } } } },
    ],
  ])("that is refused is told with its class: %s", (error_class, error) => {
    expect(steer({ error })[1]).toMatchObject({
      fact: "error_response",
      error_class,
      response: { error: {} },
    });
  });

  it.each(["expectedTurnId must not be empty", "thread not found: x"])(
    "is not told when Codex says %j (P6)",
    (message) => {
      expect(steerErrorClass({ message })).toBeUndefined();
      expect(names(steer({ error: { message } }))).toEqual(["request"]);
    },
  );
});

describe("a compaction", () => {
  const started = { type: "contextCompaction", id: "c" };

  it("that the user asks for is a turn of its own", () => {
    const conversation = opened();
    spend(conversation, 2_000);
    conversation.ask("thread/compact/start", { threadId: THREAD }, { result: {} });
    item(conversation, "started", started);
    spend(conversation, 2_015, 300);
    conversation.at += 40;
    expect(item(conversation, "completed", started)).toMatchObject([
      {
        trigger: "manual",
        phase: "standalone_turn",
        status: "completed",
        error: null,
        active_context_tokens_before: 2_000,
        active_context_tokens_after: 300,
        duration_ms: 40,
      },
    ]);
  });

  it("before the first item of a turn is before the turn, and after it in its middle", () => {
    const conversation = opened();
    conversation.ask("turn/start", { threadId: THREAD, input: [] }, { result: { turn: { id: TURN } } });
    item(conversation, "started", started);
    expect(item(conversation, "completed", started)).toMatchObject([{ trigger: "auto", phase: "pre_turn" }]);
    item(conversation, "completed", { type: "userMessage" });
    item(conversation, "started", started);
    expect(item(conversation, "completed", started)).toMatchObject([{ phase: "mid_turn" }]);
  });

  it.each([
    ["model_downshift", 100_000, "smaller"],
    ["context_limit", 100_000, "gpt-5.3-codex"],
    ["context_limit", 250_000, "smaller"],
  ])("before a turn is told as %s with %d tokens and the model %s", (reason, tokens, model) => {
    const conversation = opened();
    startTurn(conversation);
    spend(conversation, tokens);
    endTurn(conversation);
    const turn = { id: "next" };
    conversation.ask("turn/start", { threadId: THREAD, input: [], model }, { result: { turn } });
    item(conversation, "started", started, "next");
    expect(item(conversation, "completed", started, "next")).toMatchObject([{ reason, phase: "pre_turn" }]);
  });

  it("fails with its turn, and is dropped when that is interrupted (P9)", () => {
    const failed = opened();
    startTurn(failed);
    item(failed, "started", started);
    expect(endTurn(failed, { status: "failed", error: { message: "why" } })[0]).toMatchObject({
      fact: "compaction",
      status: "failed",
      error: "why",
    });
    const interrupted = opened();
    startTurn(interrupted);
    item(interrupted, "started", started);
    expect(names(endTurn(interrupted, { status: "interrupted" }))).toEqual(["notification"]);
  });

  it("is run by the providers that are said to run it", () => {
    const conversation = opened({ compactingProviders: ["mock"] });
    item(conversation, "started", started);
    expect(item(conversation, "completed", started)).toMatchObject([{ implementation: "responses_compact" }]);
  });
});

describe("a hook", () => {
  it("is told with the model of its turn", () => {
    const conversation = opened();
    startTurn(conversation, { model: "gpt-5.4" });
    const run = { eventName: "preToolUse", source: "sessionFlags", status: "blocked" };
    expect(conversation.notify("hook/completed", { threadId: THREAD, turnId: TURN, run })).toEqual([
      {
        fact: "hook_run",
        tracking: { model_slug: "gpt-5.4", thread_id: THREAD, turn_id: TURN },
        hook_name: "PreToolUse",
        hook_source: "session_flags",
        status: "blocked",
      },
    ]);
  });

  it("of a source that is not known has the source unknown; one of another release is not told", () => {
    expect(hookRunOf({ eventName: "stop", source: "plugin", status: "completed" })?.hook_source).toBe(
      "unknown",
    );
    expect(hookRunOf({ eventName: "sessionEnd", source: "user", status: "completed" })).toBeUndefined();
  });
});

describe("a review", () => {
  it.each([
    [{ status: "approved", riskLevel: "low", userAuthorization: "high" }, "approved", null, "allow"],
    [{ status: "denied", riskLevel: "high", rationale: "because" }, "denied", null, "deny"],
    [{ status: "timedOut" }, "timed_out", "timeout", null],
    [{ status: "aborted" }, "aborted", "cancelled", null],
    [
      {
        status: "denied",
        riskLevel: "high",
        rationale: "Automatic approval review failed: guardian assessment was not valid JSON",
      },
      "failed_closed",
      "parse_error",
      null,
    ],
    [
      { status: "denied", riskLevel: "high", rationale: "Automatic approval review failed: busy" },
      "failed_closed",
      "session_error",
      null,
    ],
  ])("that ended as %j is told by P11", (review, terminal_status, failure_reason, outcome) => {
    expect(resultOf(review)).toMatchObject({ terminal_status, failure_reason, outcome });
  });

  it.each([
    [{ type: "command", source: "shell", command: "secret" }, "shell"],
    [{ type: "command", source: "unifiedExec", command: "secret" }, "unified_exec"],
    [{ type: "execve", source: "unifiedExec", program: "/bin/ls", argv: ["secret"] }, "execve"],
    [{ type: "applyPatch", files: ["secret"] }, "apply_patch"],
    [
      { type: "networkAccess", host: "secret", target: "secret", protocol: "socks5Tcp", port: 1 },
      "network_access",
    ],
    [{ type: "mcpToolCall", server: "s", toolName: "t" }, "mcp_tool_call"],
    [{ type: "requestPermissions", reason: "secret" }, "request_permissions"],
  ])("of %j holds no content (V2)", (action, type) => {
    const reviewed = reviewedActionOf(action);
    expect(reviewed).toMatchObject({ type });
    expect(JSON.stringify(reviewed)).not.toContain("secret");
  });

  it("takes the time between its two messages", () => {
    const conversation = opened();
    const review = {
      threadId: THREAD,
      turnId: TURN,
      reviewId: "r",
      targetItemId: null,
      action: { type: "applyPatch" },
    };
    conversation.notify("item/autoApprovalReview/started", review);
    conversation.at += 70;
    const facts = conversation.notify("item/autoApprovalReview/completed", {
      ...review,
      review: { status: "aborted" },
    });
    expect(facts).toMatchObject([{ review_id: "r", completion_latency_ms: 70, started_at: 1_777_000_000 }]);
  });
});

describe("a subagent", () => {
  const spawn = (receiverThreadIds: string[]) => ({
    type: "collabAgentToolCall",
    tool: "spawnAgent",
    receiverThreadIds,
  });

  it("is told once, with the name of the client of its parent (P13)", () => {
    const conversation = opened();
    startTurn(conversation);
    const facts = item(conversation, "completed", spawn(["child"]));
    expect(facts).toMatchObject([
      {
        fact: "subagent_thread_started",
        thread_id: "child",
        client_name: "my-ide",
        model: "gpt-5.3-codex",
        subagent_source: { thread_spawn: { parent_thread_id: THREAD } },
      },
    ]);
    expect(item(conversation, "completed", spawn(["child"]))).toEqual([]);
  });
});

describe("skills", () => {
  const greet = {
    name: "greet",
    path: "/home/me/.codex/skills/greet/SKILL.md",
    scope: "user",
    enabled: true,
  };
  const build = { name: "build", path: "/repo/.agents/skills/build/SKILL.md", scope: "repo", enabled: true };
  const listed = () => {
    const conversation = opened();
    conversation.ask("skills/list", {}, { result: { data: [{ skills: [greet, build] }] } });
    return conversation;
  };
  const said = (text: string) => ({ type: "text", text });
  const skill = ({ name, path }: { name: string; path: string }) => ({ type: "skill", name, path });

  it.each([
    ["as items, in order", [skill(build), skill(greet)], ["build", "greet"]],
    ["by name", [said("use $greet please")], ["greet"]],
    ["in both ways, told once", [said("$greet and $build"), skill(build)], ["build", "greet"]],
    ["by a name that none has", [said("costs $5 for $greeting")], []],
  ])("that a user mentions %s", (_, input, expected) => {
    const facts = startTurn(listed(), { input });
    const skills = facts.flatMap((fact) => (fact.fact === "skills_invoked" ? fact.skills : []));
    expect(skills.map(({ name }) => name)).toEqual(expected);
  });

  it("are told before the first hook of their turn", () => {
    const conversation = listed();
    const turn = { id: TURN };
    conversation.ask("turn/start", { threadId: THREAD, input: [skill(greet)] }, { result: { turn } });
    expect(names(conversation.notify("hook/started", { threadId: THREAD, turnId: TURN, run: {} }))).toEqual([
      "skills_invoked",
    ]);
    expect(names(item(conversation, "completed", { type: "userMessage" }))).toEqual(["turn_resolved_config"]);
  });

  it("that were never listed are judged by their place", () => {
    const facts = startTurn(opened(), { input: [skill(greet), skill(build)] });
    const skills = facts.flatMap((fact) => (fact.fact === "skills_invoked" ? fact.skills : []));
    expect(skills.map(({ scope }) => scope)).toEqual(["user", "repo"]);
  });

  it("that a command reads are told once in a turn (P17)", () => {
    const conversation = listed();
    startTurn(conversation);
    const command = { type: "commandExecution", commandActions: [{ type: "read", path: build.path }] };
    expect(item(conversation, "started", command)).toMatchObject([
      { fact: "skills_invoked", skills: [{ name: "build", invoke_type: "implicit" }] },
    ]);
    expect(item(conversation, "started", command)).toEqual([]);
  });
});
