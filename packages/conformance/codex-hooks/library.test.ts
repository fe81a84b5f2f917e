import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HookInput } from "@codex-contracts/protocol/hooks";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Case } from "./driver/plan.js";
import { realCodex } from "./real-codex.js";
import { type PlanResults, runPlan } from "./run-plan.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "library-hooks-")));
/** A hook of ours: what it does is its argument. */
const hook = (event: Case["event"], name: string): Case => ({
  name: `${event}-${name}`,
  event,
  hooks: [{ script: `node ${join(folder, "hook.mjs")} ${event} ${name} < .hooks/${event}-0.last` }],
});
const recorded: readonly Case[] = (
  ["SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop", "PermissionRequest"] as const
).map((event) => ({ name: `recorded-${event}`, event, hooks: [{}] }));
const cases: readonly Case[] = [
  hook("PermissionRequest", "allow"),
  hook("PermissionRequest", "deny"),
  hook("PermissionRequest", "nothing"),
  hook("PermissionRequest", "throw"),
  hook("PreToolUse", "block"),
  hook("PostToolUse", "block"),
  hook("SessionStart", "transcript"),
  hook("UserPromptSubmit", "context"),
  hook("UserPromptSubmit", "block"),
  hook("Stop", "block"),
  ...recorded,
  {
    name: "stops-twice",
    event: "Stop",
    hooks: [
      { repeats: true, script: "[ $(wc -l < .hooks/Stop-0.all) -gt 2 ] || { echo again >&2; exit 2; }" },
    ],
  },
  { name: "recorded-patch", event: "PermissionRequest", tool: "patch", hooks: [{}] },
];

realCodex("a hook written with our library, in a real Codex,", () => {
  let results: PlanResults;
  beforeAll(async () => {
    const entry = fileURLToPath(new URL("cases/library-hook.mjs", import.meta.url));
    await build({
      entryPoints: [entry],
      outfile: join(folder, "hook.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
    });
    results = await runPlan({ cases, timeout: 20, turns: 4, configs: [] });
  });
  afterAll(() => {
    results?.remove();
    rmSync(folder, { recursive: true });
  });
  const result = (name: string) => {
    const found = results.cases.get(name);
    if (found === undefined) throw new Error(`${name} did not run`);
    return found;
  };

  it("really approves", () => {
    expect(result("PermissionRequest-allow")).toMatchObject({
      asks: 0,
      ran: true,
      runs: [{ status: "completed" }],
    });
  });

  it("really denies", () => {
    const { asks, ran, toolOutput, runs } = result("PermissionRequest-deny");
    expect({ asks, ran, status: runs[0]?.status }).toEqual({ asks: 0, ran: false, status: "blocked" });
    expect(toolOutput).toContain("not on my watch");
  });

  it("really leaves the request to the user", () => {
    expect(result("PermissionRequest-nothing")).toMatchObject({
      asks: 1,
      ran: false,
      runs: [{ status: "completed", entries: [] }],
    });
  });

  it("leaves the request to the user when it throws", () => {
    expect(result("PermissionRequest-throw")).toMatchObject({
      asks: 1,
      ran: false,
      runs: [{ status: "failed", entries: [{ kind: "error", text: "hook exited with code 1" }] }],
    });
  });

  it("does at the other events what it says", () => {
    expect(result("PreToolUse-block")).toMatchObject({
      ran: false,
      toolOutput: "Command blocked by PreToolUse hook: why. Command: touch marker",
    });
    expect(result("PostToolUse-block")).toMatchObject({ toolOutput: "why" });
    expect(result("SessionStart-transcript").contexts).toEqual(["the transcript is there"]);
    expect(result("UserPromptSubmit-context").contexts).toEqual(["some context"]);
    expect(result("UserPromptSubmit-block").requests).toBe(0);
    expect(result("Stop-block").prompts).toHaveLength(1);
  });

  it("is told at each stop of a turn whether a hook keeps it going", () => {
    const { stdins, requests } = result("stops-twice");
    const inputs = stdins.map((stdin) => JSON.parse(stdin));
    expect(inputs.map((input) => input.stop_hook_active)).toEqual([false, true, true]);
    expect(new Set(inputs.map((input) => input.turn_id)).size).toBe(1);
    expect(requests).toBe(4);
  });

  it("reads requests that our schemas know to the last member", () => {
    const inputs = [...recorded.map(({ name }) => name), "recorded-patch"].map((name) =>
      JSON.parse(result(name).stdins[0] ?? "null"),
    );
    for (const input of inputs) expect(HookInput.safeParse(input)).toMatchObject({ ok: true });
    expect(new Set(inputs.map((input) => input.hook_event_name)).size).toBe(6);
    expect(inputs.at(-1)).toMatchObject({ tool_name: "apply_patch" });
  });
});
