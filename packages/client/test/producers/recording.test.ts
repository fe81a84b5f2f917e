import { buildAppUsedFact, buildHookRunFact, buildPluginUsedFact } from "@codex-contracts/fixtures";
import { SubagentThreadStartedFact, TurnTokenUsageFact } from "@codex-contracts/protocol/facts";
import { describe, expect, it } from "vitest";
import {
  createUseDedupe,
  hookRunFact,
  hostRuntime,
  inOrder,
  originatorOf,
  parsePluginKey,
  pluginKey,
  subagentStarted,
  trackingContext,
  transportWord,
  turnTokenUsage,
} from "../../src/producers/index.js";
import type { Fact } from "../../src/reducer/index.js";
import { TRACKING } from "../reducer/facts.js";

const appUse = (turn_id: string, connector_id: string | null): Fact =>
  buildAppUsedFact({
    tracking: { ...TRACKING, turn_id },
    app: { connector_id, app_name: null, invoke_type: null },
  });
const pluginUse = (turn_id: string, plugin_name = "a"): Fact =>
  buildPluginUsedFact({
    tracking: { ...TRACKING, turn_id },
    plugin: { plugin_name, marketplace_name: "m", capabilities: null },
  });

describe("repeated uses", () => {
  const admitted = (...facts: readonly Fact[]) => {
    const dedupe = createUseDedupe();
    return facts.map((fact) => dedupe.admits(fact));
  };

  it("D9 an app counts once per turn and connector, a plugin once per turn and key", () => {
    expect(admitted(appUse("1", "c"), appUse("1", "c"), appUse("2", "c"), appUse("1", "d"))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(admitted(pluginUse("1"), pluginUse("1"), pluginUse("2"), pluginUse("1", "b"))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("D9 a use without connector, and any other fact, is never dropped", () => {
    expect(admitted(appUse("1", null), appUse("1", null), buildHookRunFact(), buildHookRunFact())).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it("D9 turn and connector do not run into one another", () => {
    expect(admitted(appUse("a", "bc"), appUse("ab", "c"))).toEqual([true, true]);
  });

  it("D9 a set of 4,096 keys is emptied when another use comes, even a repeated one", () => {
    const dedupe = createUseDedupe();
    for (let i = 0; i < 4_096; i++) expect(dedupe.admits(appUse(`${i}`, "c"))).toBe(true);
    expect(dedupe.admits(pluginUse("0"))).toBe(true);
    expect(dedupe.admits(appUse("0", "c"))).toBe(true);
    expect(dedupe.admits(appUse("4095", "c"))).toBe(true);
    expect(dedupe.admits(appUse("0", "c"))).toBe(false);
    expect(dedupe.admits(pluginUse("0"))).toBe(false);
  });
});

describe("facts that are looked up", () => {
  const named = (turn: string) => appUse(turn, null);
  const turnsOf = (facts: readonly Fact[]) =>
    facts.map((fact) => (fact.fact === "app_used" ? fact.tracking.turn_id : ""));

  it("D7 keep their place, and hold back what comes after them", async () => {
    const out: Fact[] = [];
    const give = inOrder((fact) => out.push(fact));
    let find: (fact: Fact) => void = () => {};
    give(named("1"));
    expect(turnsOf(out)).toEqual(["1"]);
    give(new Promise<Fact>((resolve) => (find = resolve)));
    give(named("3"));
    give(Promise.resolve(named("4")));
    expect(turnsOf(out)).toEqual(["1"]);
    find(named("2"));
    await new Promise(setImmediate);
    give(named("5"));
    expect(turnsOf(out)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("D7 are left out when the look-up fails or finds nothing", async () => {
    const out: Fact[] = [];
    const give = inOrder((fact) => out.push(fact));
    give(Promise.reject(new Error("no")));
    give(Promise.resolve(undefined));
    give(named("1"));
    await new Promise(setImmediate);
    expect(turnsOf(out)).toEqual(["1"]);
  });

  it("D7 keep their place also behind a look-up that fails", async () => {
    const out: Fact[] = [];
    const give = inOrder((fact) => out.push(fact));
    let find: (fact: Fact) => void = () => {};
    give(
      new Promise<Fact>((resolve) => {
        find = resolve;
      }),
    );
    give(Promise.reject(new Error("no")));
    give(named("2"));
    await new Promise(setImmediate);
    give(named("3"));
    find(named("1"));
    await new Promise(setImmediate);
    expect(turnsOf(out)).toEqual(["1", "2", "3"]);
  });

  it("D7 a taker that throws does not stop the rest", async () => {
    const out: Fact[] = [];
    const give = inOrder((fact) => {
      if (turnsOf([fact])[0] === "1") throw new Error("no");
      out.push(fact);
    });
    give(Promise.resolve(named("1")));
    give(named("2"));
    await new Promise(setImmediate);
    expect(turnsOf(out)).toEqual(["2"]);
  });
});

describe("small producers", () => {
  const zero = {
    input_tokens: 0,
    cached_input_tokens: 0,
    output_tokens: 0,
    reasoning_output_tokens: 0,
    total_tokens: 0,
  };
  it("P2 tokens are end minus start, at least 0 each", () => {
    const start = { ...zero, input_tokens: 10, output_tokens: 9 };
    const end = { ...zero, input_tokens: 25, output_tokens: 4, total_tokens: 200 };
    const fact = turnTokenUsage({ thread_id: "th", turn_id: "tu" }, { start, end });
    expect(fact).toMatchObject({ input_tokens: 15, output_tokens: 0, total_tokens: 200 });
    expect(TurnTokenUsageFact.is(fact)).toBe(true);
  });

  it("P10 a hook run is taken as the host of hooks tells it", () => {
    const run = {
      thread_id: "th",
      turn_id: "tu",
      model_slug: "m",
      hook_name: "Stop",
      hook_source: "user",
      status: "blocked",
    } as const;
    expect(hookRunFact(run)).toEqual({
      fact: "hook_run",
      tracking: trackingContext({ threadId: "th", turnId: "tu", model: "m" }),
      hook_name: "Stop",
      hook_source: "user",
      status: "blocked",
    });
  });

  it("P13 the start of a subagent needs name and version of the client", () => {
    const subagent = { thread_id: "s", model: "m", ephemeral: true, subagent_source: "review" } as const;
    const fact = subagentStarted({ ...subagent, client: { name: "ide", version: "1" } }, () => 1_999);
    expect(fact).toMatchObject({
      product_client_id: "ide",
      client_name: "ide",
      created_at: 1,
      parent_thread_id: null,
    });
    expect(SubagentThreadStartedFact.is(fact)).toBe(true);
    expect(subagentStarted({ ...subagent, client: { name: "ide" } })).toBeUndefined();
    expect(subagentStarted({ ...subagent, client: { version: "1" } })).toBeUndefined();
  });

  it("P14 the originator is the override, else the first client, else Codex", () => {
    expect(originatorOf({ override: "o", firstClient: "c" })).toBe("o");
    expect(originatorOf({ firstClient: "c" })).toBe("c");
    expect(originatorOf({})).toBe("codex_cli_rs");
  });

  it("P15 sockets and remote control count as websocket", () => {
    const attachments = ["stdio", "in-process", "websocket", "unix-socket", "remote-control"] as const;
    expect(attachments.map(transportWord)).toEqual([
      "stdio",
      "in_process",
      "websocket",
      "websocket",
      "websocket",
    ]);
  });

  it.each([
    ["a@b", { plugin_name: "a", marketplace_name: "b" }],
    ["a-1_x@b", { plugin_name: "a-1_x", marketplace_name: "b" }],
    ["a@b@c", undefined],
    ["a", undefined],
    ["@b", undefined],
    ["a@", undefined],
    ["ä@b", undefined],
    ["a.b@c", undefined],
  ])("P19 the plugin key %s", (key, parts) => {
    expect(parsePluginKey(key)).toEqual(parts);
    if (parts !== undefined) expect(pluginKey(parts)).toBe(key);
  });

  it("P15 a host is said in the words of events", () => {
    expect(hostRuntime("0.125.0", { platform: "darwin", release: "24.1", arch: "arm64" })).toEqual({
      codex_rs_version: "0.125.0",
      runtime_os: "macos",
      runtime_os_version: "24.1",
      runtime_arch: "aarch64",
    });
    expect(hostRuntime("1").runtime_os).toMatch(/^\w+$/);
  });
});
