import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../src/main.js";
import { fakeContext } from "./fake-context.js";
import { runBin } from "./run-bin.js";

const bin = fileURLToPath(new URL("../bin/codex-contracts.js", import.meta.url));
const sample = (name: string) => fileURLToPath(new URL(`samples/hooks/${name}`, import.meta.url));
const hooks = (...args: readonly string[]) => runBin(["hooks", ...args]);
const runsOf = async (...args: readonly string[]) =>
  JSON.parse((await hooks("try", "--json", ...args)).stdout).runs;

// Each case starts a process or two, on a machine that may have more to do.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "codex-contracts-hooks-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === "win32")("hooks try", () => {
  it.each([
    [
      "honours a denial",
      ["sh", sample("guard.sh")],
      0,
      "  decision   deny: no forced pushes: push a new commit\n",
    ],
    ["shows the entries", ["sh", sample("guard.sh")], 0, "  entries    feedback: no forced pushes"],
    [
      "says what Codex does",
      ["sh", sample("guard.sh")],
      0,
      "\nCodex refuses the request, and the model reads:",
    ],
    ["takes silence for silence", ["cat >/dev/null"], 0, "\nThe hook says nothing: Codex takes its normal"],
    [
      "says why an output fails",
      ["sh", sample("for-ever.sh")],
      1,
      "not honoured: /hookSpecificOutput/decision/updated",
    ],
    ["says what to write instead", ["sh", sample("for-ever.sh")], 1, "\n  instead: leave it out: "],
    ["says what is lost", ["sh", sample("chatty.sh")], 0, "ignored: stdout begins with text"],
    ["fails for other exit codes", ["exit 3"], 1, "  exit code  3\n"],
    ["fails for a signal", ["kill -9 $$"], 1, "  exit code  none\n"],
    ["fails for what is not there", ["./no-such-hook 2>/dev/null"], 1, "  status     failed\n"],
    [
      "shows several lines of output",
      ["cat >/dev/null; echo a; echo b"],
      0,
      "  stdout     a\n             b\n",
    ],
    ["makes control characters visible", ["cat >/dev/null; printf 'a\\033[31m'"], 0, "a\\u{1b}[31m\n"],
    ["cuts long output", ["cat >/dev/null; seq 1000"], 0, "             … 980 more lines (--json has all)\n"],
  ] as const)("%s", async (_, command, code, text) => {
    const ended = await hooks("try", "--", ...command);
    expect([ended.code, ended.stderr]).toEqual([code, ""]);
    expect(ended.stdout).toContain(text);
  });

  it("ends what takes too long", async () => {
    const { code, stdout } = await hooks("try", "--timeout", "1", "--", "sleep 60");
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining("  entries    error: hook timed out after 1s\n"),
    ]);
  });

  it.each([
    ["shell", "Bash", "git push --force origin main"],
    ["exec", "Bash", "cp build/report.html /srv/reports/"],
    ["patch", "apply_patch", "*** Begin Patch"],
    ["mcp", "mcp__filesystem__write_file", "/srv/reports/a.txt"],
    ["network", "Bash", "network-access https://registry.example.com:443"],
  ])("has a request for %s", async (name, tool, part) => {
    const [run] = await runsOf("--fixture", name, "--", "cat");
    expect([run.request, run.input.tool_name, JSON.stringify(run.input)]).toEqual([
      name,
      tool,
      expect.stringContaining(part),
    ]);
  });

  it.each(["PreToolUse", "PostToolUse", "SessionStart", "UserPromptSubmit", "Stop"])(
    "has requests of %s",
    async (event) => {
      const runs = await runsOf("--event", event, "--all", "--", "cat >/dev/null");
      expect(runs.length).toBeGreaterThan(0);
      for (const run of runs)
        expect(run).toMatchObject({ event, outcome: "quiet", input: { hook_event_name: event } });
    },
  );

  it("sums up all requests of an event", async () => {
    const { code, stdout } = await hooks("try", "--all", "--", "sh", sample("guard.sh"));
    expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([0, "5 requests: 1 honoured, 4 quiet"]);
  });

  it("fails when one of all fails", async () => {
    const { code, stdout } = await hooks("try", "--all", "--", "if grep -q apply_patch; then exit 1; fi");
    expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([1, "5 requests: 4 quiet, 1 failed"]);
  });

  it("hands options behind -- to the hook", async () => {
    const [run] = await runsOf("--", "echo", "--json", "a b", "--", "$HOME");
    expect(run.stdout).toBe("--json a b -- $HOME\n");
  });

  it("is not in the way of a hook that reads nothing", async () => {
    expect(await runsOf("--", "true")).toMatchObject([{ outcome: "quiet", exitCode: 0 }]);
  });

  it("has the documented shape as JSON", async () => {
    const { stdout } = await hooks("try", "--json", "--", "sh", sample("for-ever.sh"));
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      ok: false,
      command: `sh ${sample("for-ever.sh")}`,
      runs: [
        {
          request: "shell",
          outcome: "failed",
          summary: expect.any(String),
          event: "PermissionRequest",
          reading: "json",
          status: "failed",
          entries: [
            { kind: "error", text: "PermissionRequest hook returned unsupported updatedPermissions" },
          ],
          decision: null,
          shouldBlock: false,
          blockReason: null,
          shouldStop: false,
          stopReason: null,
          additionalContexts: [],
          feedback: [],
          problems: [
            {
              level: "failed",
              path: "/hookSpecificOutput/decision/updatedPermissions",
              reason: expect.any(String),
              fix: expect.any(String),
            },
          ],
          exitCode: 0,
          error: null,
          durationMs: expect.any(Number),
          stdout: expect.stringContaining("updatedPermissions"),
          stderr: "",
          cwd: process.cwd(),
          recorded: null,
          input: expect.objectContaining({ tool_name: "Bash" }),
        },
      ],
    });
  });

  it("ends the hook when it is interrupted itself", async () => {
    const note = join(folder, "pid");
    const child = spawn(process.execPath, [bin, "hooks", "try", "--", `echo $$ > '${note}'; sleep 60; true`]);
    const ended = new Promise((resolve) => child.on("close", (_, signal) => resolve(signal)));
    await expect
      .poll(() => existsSync(note) && readFileSync(note, "utf8") !== "", { timeout: 10_000 })
      .toBe(true);
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    const hook = Number(readFileSync(note, "utf8"));
    expect(() => process.kill(hook, 0)).toThrow("ESRCH");
  });

  it("colours on a terminal only", async () => {
    const terminal = fakeContext({ terminal: true });
    const pipe = fakeContext();
    for (const context of [terminal, pipe]) await main(["hooks", "try", "--", "exit 3"], "1.2.3", context);
    expect(terminal.written.out).toContain("\u001b[31mThe run fails");
    expect(pipe.written.out).not.toContain("\u001b");
  });
});

describe.skipIf(process.platform === "win32")("requests of hooks try", () => {
  it("are recorded as the hook reads them, and can be replayed", async () => {
    const target = join(folder, "requests");
    const read = join(folder, "read.json");
    await hooks("try", "--fixture", "mcp", "--record", target, "--", `cat > '${read}'`);
    const path = join(target, "permission-request-mcp.json");
    expect(readFileSync(path, "utf8")).toBe(readFileSync(read, "utf8"));
    const [run] = await runsOf("--fixture", path, "--", "cat >/dev/null");
    expect([run.request, run.input]).toEqual([path, JSON.parse(readFileSync(path, "utf8"))]);
  });

  it("are recorded in a file each", async () => {
    const target = join(folder, "all");
    await hooks("try", "--event", "PreToolUse", "--all", "--record", target, "--", "true");
    expect(readdirSync(target).sort()).toEqual([
      "pre-tool-use-exec.json",
      "pre-tool-use-mcp.json",
      "pre-tool-use-patch.json",
    ]);
  });

  it("are read from standard input, one a line, each of its own event", async () => {
    const [approval] = await runsOf("--", "true");
    const [stop] = await runsOf("--event", "Stop", "--", "true");
    const stdin = [approval, stop].map((run) => JSON.stringify(run.input)).join("\n");
    const { stdout } = await runBin(["hooks", "try", "--json", "-f", "-", "--", "true"], { stdin });
    expect(JSON.parse(stdout).runs).toMatchObject([
      { request: "<stdin>:1", event: "PermissionRequest" },
      { request: "<stdin>:2", event: "Stop" },
    ]);
  });

  it("that name a folder that is not there are run in the current one", async () => {
    const path = join(folder, "elsewhere.json");
    const [run] = await runsOf("--", "true");
    writeFileSync(path, JSON.stringify({ ...run.input, cwd: "/no/such/folder" }));
    expect(await runsOf("--fixture", path, "--", "pwd")).toMatchObject([
      { outcome: "quiet", cwd: process.cwd() },
    ]);
  });

  it("say where the hook ran when that is another folder", async () => {
    const path = join(folder, "there.json");
    const [run] = await runsOf("--", "true");
    writeFileSync(path, JSON.stringify({ ...run.input, cwd: folder }));
    expect((await hooks("try", "--fixture", path, "--", "true")).stdout).toContain(
      `  ran in     ${folder}\n`,
    );
  });

  it.each([
    ["{", /:1:2 is no JSON: expected /, []],
    ["", /^error: there is no request in /, []],
    ['{"a":1}', /:1 is no hook request: \/hook_event_name should be /, []],
    [JSON.stringify({ hook_event_name: "Stop" }), /:1 is no hook request: \/\w+ should be /, []],
  ])("are refused when they are none: %s", async (text, message) => {
    const path = join(folder, "bad.json");
    writeFileSync(path, text);
    const { code, stdout, stderr } = await hooks("try", "--fixture", path, "--", "true");
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(message)]);
    expect(stderr).toContain("--record <folder>");
  });

  it("are refused when they are of another event than was asked for", async () => {
    const path = join(folder, "approval.json");
    const [run] = await runsOf("--", "true");
    writeFileSync(path, JSON.stringify(run.input));
    const { code, stderr } = await hooks("try", "--event", "Stop", "--fixture", path, "--", "true");
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("is a request of PermissionRequest, not of Stop\n"),
    ]);
  });
});

describe("misuse of hooks", () => {
  it.each([
    [["tri"], "(Did you mean try?)\nRun `codex-contracts hooks --help` for usage.\n"],
    [[], "Usage: codex-contracts hooks <command> [options]\n"],
    [
      ["try"],
      "error: missing required argument 'command'\nRun `codex-contracts hooks try --help` for usage.\n",
    ],
    [["try", "--event", "Stp", "--", "true"], "Allowed choices are PreToolUse, PermissionRequest, "],
    [["try", "--timeout", "0", "--", "true"], "expected whole seconds, 1 or more"],
    [["try", "--all", "--fixture", "exec", "--", "true"], "cannot be used with option"],
    [
      ["try", "--fixture", "shel", "--", "true"],
      "Did you mean shell?\nRequests of PermissionRequest: shell, exec, ",
    ],
    [
      ["try", "--record", "/dev/null/a", "--", "true"],
      "error: cannot write /dev/null/a/permission-request-shell.json",
    ],
    [["check"], "error: missing required argument 'file'"],
    [["check", "no.json"], "error: cannot read no.json: there is no such file"],
    [["init", "--language", "perl"], "Allowed choices are typescript, sh."],
    [["init", "/dev/null/a"], "error: cannot write to /dev/null/a"],
  ])("%j", async (args, text) => {
    const { code, stdout, stderr } = await hooks(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(text);
  });

  it.each(["try", "check", "init"])("is avoided by the examples in the help of %s", async (name) => {
    const { code, stdout } = await hooks(name, "--help");
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(`Examples:\n  codex-contracts hooks ${name}`),
    ]);
  });
});

describe("hooks check", () => {
  const check = (text: string | Buffer, ...args: readonly string[]) =>
    runBin(["hooks", "check", ...args, "-"], { stdin: text });
  const group = (parts: object, event = "PreToolUse") => JSON.stringify({ hooks: { [event]: [parts] } });
  const command = { type: "command", command: "true" };

  it.each([
    ["nothing at all", "{}", 0, "0 hooks loaded\n"],
    [
      "a hook for everything",
      group({ hooks: [command] }),
      0,
      "0  PreToolUse  -        all         600 s  true\n",
    ],
    ["an alias", group({ matcher: "Edit", hooks: [command] }), 0, "Edit     apply_patch    600 s"],
    [
      "a regular expression",
      group({ matcher: "^mcp__", hooks: [command] }),
      0,
      "mcp__filesystem__read_file mcp__",
    ],
    [
      "a matcher that is never met",
      group({ matcher: "Shell", hooks: [command] }),
      0,
      "none of the tools tried",
    ],
    [
      "an event without matchers",
      group({ matcher: "x", hooks: [command] }, "Stop"),
      0,
      "-        every time",
    ],
    ["an event at the top level", '{"Stop":[]}', 1, "<stdin>:1  /Stop  ignored  events at the top level"],
    ["an unknown event", '{"hooks":{"Stopp":[]}}', 1, "/hooks/Stopp  ignored  is no event of this release"],
    [
      "an async hook",
      group({ hooks: [{ ...command, async: true }] }),
      1,
      "/hooks/0  skipped  skipping async hook",
    ],
    ["a prompt", group({ hooks: [{ type: "prompt" }] }), 1, "skipped  skipping prompt hook in <stdin>"],
    [
      "an invalid matcher",
      group({ matcher: "(", hooks: [command] }),
      1,
      "/matcher  skipped  invalid matcher",
    ],
    [
      "a wrong type",
      group({ hooks: {} }),
      1,
      "<stdin>  not loaded  failed to parse hooks config <stdin>: invalid type",
    ],
    ["what is no JSON", "{", 1, "Codex loads nothing of this file\n"],
    ["what is not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), 1, "did not contain valid UTF-8"],
  ] as const)("tells of %s", async (_, text, code, part) => {
    const ended = await check(text);
    expect([ended.code, ended.stderr]).toEqual([code, ""]);
    expect(ended.stdout).toContain(part);
  });

  it("tries matchers on more tools", async () => {
    const text = group({ matcher: "mcp__github__.*", hooks: [command] });
    const { stdout } = await check(text, "--tool", "mcp__github__a", "--tool", "mcp__github__b");
    expect(stdout).toContain("mcp__github__a mcp__github__b");
  });

  it("has the documented shape as JSON", async () => {
    const { code, stdout } = await hooks("check", "--json", sample("hooks.json"));
    const report = JSON.parse(stdout);
    expect([code, Object.keys(report)]).toEqual([
      1,
      ["version", "file", "ok", "parsed", "loaded", "skipped", "ignored", "warnings", "tools"],
    ]);
    expect(report.loaded[1]).toEqual({
      number: 1,
      event: "PermissionRequest",
      matcher: "Bash",
      match: { kind: "exact", runsFor: ["Bash"] },
      command: "sh ~/.codex/guard.sh",
      timeout: 30,
      statusMessage: null,
      pointer: "/hooks/PermissionRequest/0/hooks/0",
      line: 7,
    });
    expect(report.skipped.map(({ line }: { line: number }) => line)).toEqual([17, 8]);
    expect(report.ignored[1]).toEqual({
      pointer: "/PostToolUse",
      line: 21,
      reason: expect.any(String),
      fix: expect.any(String),
    });
  });
});

describe.skipIf(process.platform === "win32")("hooks init", () => {
  it("writes both examples, which load", async () => {
    const target = join(folder, "both");
    const { code, stdout } = await hooks("init", target);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${join(target, "sh")}: approve.sh`)]);
    for (const language of ["typescript", "sh"])
      expect((await hooks("check", join(target, language, "hooks.json"))).code).toBe(0);
  });

  it("writes an example that passes its test and that Codex honours", async () => {
    const target = join(folder, "one");
    await hooks("init", "--language", "sh", target);
    expect(spawnSync("sh", [join(target, "approve.test.sh")]).status).toBe(0);
    const { code, stdout } = await hooks("try", "--all", "--", "sh", join(target, "approve.sh"));
    expect([code, stdout]).toEqual([0, expect.stringContaining("5 requests: 1 honoured, 4 quiet")]);
  });

  it("replaces nothing", async () => {
    const target = join(folder, "mine");
    await hooks("init", "--language", "sh", target);
    writeFileSync(join(target, "approve.sh"), "mine");
    const { code, stderr } = await hooks("init", "--language", "sh", target);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("approve.sh is there already\nNothing was written."),
    ]);
    expect(readFileSync(join(target, "approve.sh"), "utf8")).toBe("mine");
  });

  it("prints the files as JSON", async () => {
    const target = join(folder, "json");
    const { stdout } = await hooks("init", "--json", "--language", "typescript", target);
    const files = ["package.json", "approve.ts", "approve.test.mjs", "hooks.json"];
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      examples: [{ language: "typescript", folder: target, files }],
    });
  });
});
