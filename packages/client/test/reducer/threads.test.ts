import { buildInitializeFact, buildSubagentThreadStartedFact } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/reducer/index.js";
import { CONNECTION, initialized, opened, PARENT, THREAD } from "./facts.js";
import { lastParams, onlyEvent, play, playOn } from "./play.js";

const client = (...facts: readonly Fact[]) => lastParams(...facts)["app_server_client"];
const params = (capabilities?: { readonly experimentalApi?: boolean } | null) => ({
  clientInfo: { name: "acme-ide", version: "3.1.0" },
  ...(capabilities === undefined ? {} : { capabilities }),
});

describe("connections", () => {
  it("R1 initialize sends nothing and is what later events say of the client", () => {
    expect(play(initialized()).events).toEqual([]);
    expect(client(initialized(), opened())).toEqual({
      product_client_id: "acme-ide",
      client_name: "acme-ide",
      client_version: "3.1.0",
      rpc_transport: "stdio",
      experimental_api_enabled: true,
    });
  });

  it.each([
    ["the flag", { experimentalApi: true }, true],
    ["capabilities without the flag", {}, false],
    ["null capabilities", null, null],
    ["no capabilities", undefined, null],
  ])("R1 experimental_api_enabled with %s", (_case, capabilities, expected) => {
    const said = client(initialized({ params: params(capabilities) }), opened());
    expect(said).toMatchObject({ experimental_api_enabled: expected });
  });

  it("R2 a second initialize of a connection replaces the first", () => {
    expect(client(initialized(), initialized({ rpc_transport: "websocket" }), opened())).toMatchObject({
      rpc_transport: "websocket",
    });
  });

  it("R2 a connection named by a number is not the one named by its text", () => {
    expect(play(initialized({ connection_id: "1" }), opened({ connection: 1 })).events).toEqual([]);
  });
});

describe("threads", () => {
  it.each(["thread/start", "thread/resume", "thread/fork"] as const)(
    "R7 an answer to %s on an unknown connection leaves no event and no state",
    (method) => {
      const { state, events, warnings } = play(opened({ method }));
      expect([events, warnings]).toEqual([[], []]);
      expect(playOn(state, [initialized()]).state.threads).toEqual(play(initialized()).state.threads);
    },
  );

  it.each([
    ["thread/start", "new"],
    ["thread/resume", "resumed"],
    ["thread/fork", "forked"],
  ] as const)("R8 %s reports a thread with mode %s, without any pending request", (method, mode) => {
    expect(
      onlyEvent(initialized(), opened({ method, model: "m-1", thread: { ephemeral: true } })),
    ).toMatchObject({
      event_type: "codex_thread_initialized",
      event_params: { thread_id: THREAD, model: "m-1", ephemeral: true, initialization_mode: mode },
    });
  });

  it.each([
    [-5, 0],
    [7, 7],
    [Number.MAX_SAFE_INTEGER + 1, 0],
  ])("R9 creation time %s is reported as %s", (createdAt, created_at) => {
    expect(lastParams(initialized(), opened({ thread: { createdAt } }))).toMatchObject({ created_at });
  });

  const spawned = { subAgent: { thread_spawn: { parent_thread_id: PARENT, depth: 1 } } };
  it.each([
    ["cli", "user", null, null],
    ["vscode", "user", null, null],
    ["exec", "user", null, null],
    ["appServer", null, null, null],
    ["mcp", null, null, null],
    ["unknown", null, null, null],
    [{ custom: "acme" }, null, null, null],
    [{ subAgent: "review" }, "subagent", "review", null],
    [{ subAgent: "compact" }, "subagent", "compact", null],
    [{ subAgent: "memory_consolidation" }, "subagent", "memory_consolidation", null],
    [spawned, "subagent", "thread_spawn", PARENT],
    [{ subAgent: { other: "guardian" } }, "subagent", "guardian", null],
    ["a word of a newer release", null, null, null],
  ])("R10 source %j", (source, thread_source, subagent_source, parent_thread_id) => {
    expect(lastParams(initialized(), opened({ thread: { source } }))).toMatchObject({
      thread_source,
      subagent_source,
      parent_thread_id,
    });
  });
});

describe("subagents", () => {
  const started = (overrides: Parameters<typeof buildSubagentThreadStartedFact>[0] = {}) =>
    buildSubagentThreadStartedFact(overrides);

  it("R11 the start of a subagent is reported at once, without initialize, and stores nothing", () => {
    const before = play();
    const { state, events } = play(started());
    expect(events[0]?.event_params).toMatchObject({
      app_server_client: { rpc_transport: "in_process", experimental_api_enabled: null },
      runtime: { codex_rs_version: "0.125.0" },
      thread_source: "subagent",
      initialization_mode: "new",
    });
    expect(state).toEqual(before.state);
  });

  it.each([
    [
      "the explicit parent before the one of the source",
      PARENT,
      { thread_spawn: { parent_thread_id: THREAD } },
      PARENT,
    ],
    ["the parent of the source", null, { thread_spawn: { parent_thread_id: PARENT } }, PARENT],
    ["no parent", null, { other: "guardian" }, null],
  ])("R12 %s", (_case, parent_thread_id, subagent_source, expected) => {
    expect(lastParams(started({ parent_thread_id, subagent_source }))["parent_thread_id"]).toBe(expected);
  });
});

it("P14 the first client names the process, unless its environment does", () => {
  const used = {
    fact: "plugin_state_changed",
    state: "enabled",
    plugin: { plugin_name: "a", marketplace_name: "b", capabilities: null },
  } as const;
  const second = initialized({ connection_id: 2, params: { clientInfo: { name: "second", version: "1" } } });
  expect(lastParams(used)["product_client_id"]).toBe("codex_cli_rs");
  expect(lastParams(initialized(), second, used)["product_client_id"]).toBe("acme-ide");
  expect(CONNECTION).not.toBe(2);
});

it("R1 nobody changes what later events say of the client, neither by the fact nor by an event", () => {
  const fact = buildInitializeFact();
  const { state, events } = play(fact, opened());
  fact.runtime.runtime_os = "changed";
  const [event] = events;
  if (event?.event_type !== "codex_thread_initialized") throw new Error("expected a thread");
  expect(() => {
    event.event_params.runtime.runtime_os = "changed";
  }).toThrow(TypeError);
  expect(playOn(state, [opened()]).events[0]?.event_params).toMatchObject({
    runtime: { runtime_os: "linux" },
  });
});
