import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HookRunEvent } from "@codex-contracts/protocol/analytics";
import { describe, expect, it } from "vitest";
import { discoverHooks } from "../src/config.js";
import {
  hookRunEvent,
  permissionRequestInput,
  type RunHooksOptions,
  runHooks,
  shellOf,
} from "../src/host.js";
import { hookFixtures } from "../src/try.js";
import { memoryFiles } from "./memory-files.js";

const hasBash = spawnSync("bash", ["--version"]).status === 0;

const turn = {
  sessionId: "s",
  turnId: "t",
  transcriptPath: null,
  cwd: "/",
  model: "m",
  approvalPolicy: "untrusted",
};
const answers = {
  allow: `{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}`,
  deny: (why: string) =>
    `{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"deny","message":"${why}"}}}`,
};
const say = (text: string) => ({ type: "command", command: `cat >/dev/null; printf '%s' '${text}'` });
const handlersOf = (hooks: unknown) =>
  discoverHooks(memoryFiles({ "/h/hooks.json": JSON.stringify({ hooks }) }), {
    layers: [{ kind: "user", folder: "/h" }],
  }).handlers;
const ask = (hooks: readonly unknown[], options: RunHooksOptions = {}) =>
  runHooks(
    handlersOf({ PermissionRequest: [{ hooks }] }),
    permissionRequestInput(turn, { surface: "exec-command", command: "ls" }),
    {
      shell: shellOf("/bin/sh"),
      callId: "call-1",
      ...options,
    },
  );

describe.skipIf(process.platform === "win32")("hooks of one event", () => {
  it("run at the same time", async () => {
    const from = performance.now();
    await ask(Array.from({ length: 8 }, () => ({ type: "command", command: "cat >/dev/null; sleep 0.5" })));
    expect(performance.now() - from).toBeLessThan(3000);
  });

  it("count in the order of declaration, however long they take", async () => {
    const slow = {
      type: "command",
      command: `cat >/dev/null; sleep 0.3; printf '%s' '${answers.deny("first")}'`,
    };
    const { decision } = await ask([slow, say(answers.deny("second")), say(answers.allow)]);
    expect(decision).toEqual({ behavior: "deny", message: "first" });
  });

  it("read the request as one compact document, and find their arguments in the environment as it is", async () => {
    const env = { PATH: process.env["PATH"], MINE: "1" };
    const { runs } = await ask(
      [{ type: "command", command: 'cat; printf "|%s" "$MINE"; env | grep -c CODEX' }],
      { env },
    );
    const [input, mine] = runs[0]?.result.stdout.split("|") ?? [];
    expect(JSON.parse(input ?? "").tool_input).toEqual({ command: "ls" });
    expect(mine).toBe("10\n");
  });

  it("are described as the app-server describes them", async () => {
    const { runs } = await ask([say(answers.allow)], { now: () => 1_795_000_000_500 });
    expect(runs[0]).toMatchObject({
      id: "permission-request:0:/h/hooks.json:call-1",
      eventName: "permissionRequest",
      scope: "turn",
      source: "user",
      startedAt: 1_795_000_000,
    });
  });

  it("are told to analytics, one fact a run", async () => {
    const facts: unknown[] = [];
    await ask([say(answers.deny("no")), { type: "command", command: "exit 3" }], {
      onHookRun: (fact) => {
        expect(HookRunEvent.is(hookRunEvent(fact))).toBe(true);
        facts.push([fact.hook_name, fact.hook_source, fact.status, fact.turn_id]);
      },
    });
    expect(facts.toSorted()).toEqual([
      ["PermissionRequest", "user", "blocked", "t"],
      ["PermissionRequest", "user", "failed", "t"],
    ]);
  });

  it("run for the tools that their matcher fits", async () => {
    const groups = ["Write", "^apply_patch$", "Bash", "Edit|Bash", "apply", ".pply"].map((matcher) => ({
      matcher,
      hooks: [say(matcher)],
    }));
    const input = permissionRequestInput(turn, { surface: "apply-patch", patch: "*** Begin Patch" });
    const { runs } = await runHooks(handlersOf({ PermissionRequest: groups }), input);
    expect(runs.map(({ displayOrder }) => displayOrder)).toEqual([0, 1, 3, 5]);
  });

  it.skipIf(!hasBash)("read no ~/.bashrc, not even where no other shell is around them", async () => {
    const home = mkdtempSync(join(tmpdir(), "hook-home-"));
    writeFileSync(join(home, ".bashrc"), "echo from .bashrc\n");
    const env = { PATH: process.env["PATH"], HOME: home };
    const { runs } = await ask([say("hook")], { shell: shellOf("bash"), env });
    rmSync(home, { recursive: true });
    expect(runs.map(({ result }) => result.stdout)).toEqual(["hook"]);
  });

  it("let a turn go on with all their prompts", async () => {
    const groups = [
      {
        hooks: [
          say('{"decision":"block","reason":" one "}'),
          say("{}"),
          say('{"decision":"block","reason":"two"}'),
        ],
      },
    ];
    const input = hookFixtures("Stop", "/")["first"];
    if (input === undefined) throw new Error("there is a fixture of that name");
    const { blockReason, continuation } = await runHooks(handlersOf({ Stop: groups }), input);
    expect(blockReason).toBe("one\n\ntwo");
    expect(continuation).toEqual([
      { text: "one", hookRunId: "stop:0:/h/hooks.json" },
      { text: "two", hookRunId: "stop:2:/h/hooks.json" },
    ]);
  });
});

describe("a host", () => {
  it("cannot give hooks a request that Codex would not send", async () => {
    // @ts-expect-error: a PermissionRequest has no tool_use_id
    const input = permissionRequestInput(turn, { surface: "exec-command", command: "ls" }) as {
      tool_use_id: string;
    };
    await expect(runHooks([], { ...input, tool_use_id: "x" } as never)).rejects.toThrow("tool_use_id");
  });
});
