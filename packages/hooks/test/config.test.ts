import { describe, expect, it } from "vitest";
import { type ConfigLayer, checkHooksConfig, discoverHooks, parseHooksFile } from "../src/config.js";
import { memoryFiles } from "./memory-files.js";
import { recordedHooksFiles } from "./recorded.js";

const hook = (command: string) => ({ hooks: [{ type: "command", command }] });
const file = (hooks: unknown) => JSON.stringify({ hooks });

describe("hooks.json files that a real Codex was given", () => {
  it.each(recordedHooksFiles)("$name", ({ text, warnings, ran }) => {
    const report = checkHooksConfig(text);
    expect(report.warnings).toEqual(warnings);
    if (ran !== undefined)
      expect(report.loaded.filter(runsInATurn).map((one) => one.displayOrder)).toEqual(ran);
  });
});

/** The turn starts a session, calls Bash once and stops. */
function runsInATurn({ event, match }: ReturnType<typeof checkHooksConfig>["loaded"][number]): boolean {
  if (event === "Stop" || event === "UserPromptSubmit") return true;
  return match.runsFor.includes(event === "SessionStart" ? "startup" : "Bash");
}

describe("the order of hooks", () => {
  const layers: readonly ConfigLayer[] = [
    { kind: "sessionFlags", inline: { Stop: [hook("flags")] } },
    { kind: "project", folder: "/p/.codex", trusted: true },
    { kind: "project", folder: "/p/sub/.codex", trusted: true },
    { kind: "user", folder: "/h/.codex", inline: { Stop: [hook("user toml")] } },
    { kind: "system", folder: "/etc/codex" },
  ];
  const files = memoryFiles(
    {
      "/etc/codex/hooks.json": file({ Stop: [hook("system")], PreToolUse: [hook("system first")] }),
      "/h/.codex/hooks.json": file({ Stop: [hook("user")] }),
      "/p/.codex/hooks.json": file({ Stop: [hook("project")] }),
      "/p/sub/.codex/hooks.json": file({ Stop: [hook("sub")] }),
    },
    ["/managed"],
  );
  const managed = {
    from: "mdm",
    name: "MDM",
    folder: "/managed",
    hooks: { Stop: [hook("managed")] },
  } as const;

  it("is: managed, then layers from low to high, hooks.json before config.toml, events as Codex lists them", () => {
    const { handlers } = discoverHooks(files, { layers, managed });
    const commands = ["managed", "system first", "system", "user", "user toml", "project", "sub", "flags"];
    expect(handlers.map(({ command }) => command)).toEqual(commands);
    expect(handlers.map(({ displayOrder }) => displayOrder)).toEqual([...commands.keys()]);
  });

  it("comes with a warning where one layer has both forms", () => {
    const { warnings } = discoverHooks(files, { layers });
    expect(warnings).toEqual([
      "loading hooks from both /h/.codex/hooks.json and /h/.codex/config.toml; prefer a single representation for this layer",
    ]);
  });

  it("leaves out projects that nobody trusts, and the home of Codex as a project", () => {
    const projects: readonly ConfigLayer[] = [
      { kind: "project", folder: "/p/.codex", trusted: false },
      { kind: "project", folder: "/h/.codex", trusted: true },
      { kind: "user", folder: "/h/.codex" },
    ];
    expect(discoverHooks(files, { layers: projects }).handlers.map(({ command }) => command)).toEqual([
      "user",
    ]);
  });

  it("names sources without a file as Codex does", () => {
    const { handlers } = discoverHooks(files, { layers });
    expect(handlers.at(-1)).toMatchObject({
      sourcePath: "/<session-flags>/config.toml",
      source: "session_flags",
    });
  });
});

describe("members that Codex passes over", () => {
  it("are named with what to do", () => {
    const { ignored } = checkHooksConfig(
      '{"PreToolUse":[],"hooks":{"Notification":[],"Stop":[{"hooks":[{"type":"command","command":"x","timeoutSec":3}]}]}}',
    );
    expect(ignored.map(({ path }) => path)).toEqual([
      "/PreToolUse",
      "/hooks/Notification",
      "/hooks/Stop/0/hooks/0/timeoutSec",
    ]);
  });
});

describe("bad files", () => {
  it.each([
    ["10 MB of brackets", "[".repeat(10_000_000)],
    ["a million handlers", `{"hooks":{"Stop":[{"hooks":[${"1,".repeat(1_000_000)}1]}]}}`],
    ["deep unknown members", `{"x":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`],
    ["a long text", `{"x":"${"a".repeat(10_000_000)}"}`],
  ])("%s are read in bounded time", (_, text) => {
    const from = performance.now();
    parseHooksFile(text);
    expect(performance.now() - from).toBeLessThan(5000);
  });

  it("take __proto__ for a member like any other", () => {
    expect(checkHooksConfig('{"__proto__":{"hooks":1}}').ignored.map(({ path }) => path)).toEqual([
      "/__proto__",
    ]);
  });
});
