import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HookHandlerEntry } from "../src/config.js";
import { permissionRequestInput, runHooks, shellOf } from "../src/host.js";

const folder = mkdtempSync(join(tmpdir(), "hostile-hooks-"));
const large = "x".repeat(2 ** 20);
/** A number of seconds that names the processes of this file. */
const long = `6${process.pid}.5`;

beforeAll(() => {
  writeFileSync(join(folder, "not-executable.sh"), "#!/bin/sh\necho hi\n");
  chmodSync(join(folder, "not-executable.sh"), 0o644);
});
afterAll(() => rmSync(folder, { recursive: true }));

const hook = (command: string, displayOrder = 0): HookHandlerEntry => ({
  event: "PermissionRequest",
  matcher: null,
  command,
  timeout: 1,
  statusMessage: null,
  sourcePath: "/codex/hooks.json",
  source: "user",
  displayOrder,
  path: "/hooks/PermissionRequest/0/hooks/0",
});
const turn = {
  sessionId: "s",
  turnId: "t",
  transcriptPath: null,
  cwd: folder,
  model: "m",
  approvalPolicy: "untrusted",
};
const request = (command: string) => permissionRequestInput(turn, { surface: "exec-command", command });
const run = (hooks: readonly HookHandlerEntry[], command = "ls") =>
  runHooks(hooks, request(command), { shell: shellOf("/bin/sh"), callId: "call-1" });

const timedOut = "hook timed out after 1s";
const broken = "failed to write hook stdin: Broken pipe (os error 32)";
const tooMuch = (stream: string) => `hook wrote more than 4194304 bytes to ${stream}`;
const allow = `printf '%s' '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}'`;

describe.skipIf(process.platform === "win32")("a hostile hook", () => {
  it.each([
    ["never reads a request of 1 MB and stays", `sleep ${long}`, large, timedOut],
    ["never reads a request of 1 MB and ends", `${allow}; exit 0`, large, broken],
    ["closes stdin before a request of 1 MB", `exec 0<&-; sleep ${long}`, large, broken],
    ["prints 100 MB", "cat >/dev/null; head -c 100000000 /dev/zero", "ls", tooMuch("stdout")],
    ["prints 100 MB of errors", "cat >/dev/null; head -c 100000000 /dev/zero >&2", "ls", tooMuch("stderr")],
    ["prints for ever", "cat >/dev/null; yes", "ls", tooMuch("stdout")],
    ["ignores the signals that ask", `trap '' TERM INT HUP; while :; do sleep 0.1; done`, "ls", timedOut],
    ["leaves a child that holds the pipe", `${allow}; sleep ${long} &`, "ls", timedOut],
    ["leaves a child in a session of its own", `${allow}; setsid sleep ${long} & exit 0`, "ls", timedOut],
    ["starts many", `for i in 1 2 3 4 5; do (setsid sleep ${long} &); done; sleep ${long}`, "ls", timedOut],
    ["kills itself", "kill -9 $$", "ls", "hook exited without a status code"],
    ["is missing", "/no/such/hook", "ls", "hook exited with code 127"],
    ["is not executable", "./not-executable.sh", "ls", "hook exited with code 126"],
  ])("that %s fails in time and decides nothing", async (_, command, requested, error) => {
    const from = performance.now();
    const { decision, runs } = await run([hook(command)], requested);
    expect(runs[0]?.judgement.entries).toEqual([{ kind: "error", text: error }]);
    expect(decision).toBeNull();
    expect(performance.now() - from).toBeLessThan(10_000);
    // A process that was killed may be listed until the system has reaped it.
    await expect.poll(() => processesOf(long), { timeout: 5_000 }).toEqual([]);
  });

  it("that prints what is no UTF-8 is read with replacement", async () => {
    const { runs } = await run([hook("cat >/dev/null; printf '\\377ok' >&2; exit 2")]);
    expect(runs[0]?.judgement.decision).toEqual({ behavior: "deny", message: "\ufffdok" });
  });

  it("does not take memory with what it prints", async () => {
    const before = process.memoryUsage().rss;
    await run(Array.from({ length: 4 }, (_, index) => hook("yes", index)));
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });

  it("keeps no other hook from deciding", async () => {
    const hooks = [`sleep ${long}`, "yes", "exit 1", `cat >/dev/null; ${allow}`, "/no/such/hook"].map(hook);
    const { decision, runs } = await run(hooks);
    expect(decision).toEqual({ behavior: "allow" });
    expect(runs.map(({ judgement }) => judgement.status)).toEqual([
      "failed",
      "failed",
      "failed",
      "completed",
      "failed",
    ]);
    expect(processesOf(long)).toEqual([]);
  });

  it("leaves no process when its host cancels it", async () => {
    const cancelled = AbortSignal.timeout(200);
    const { runs } = await runHooks([{ ...hook(`sleep ${long}`), timeout: 60 }], request("ls"), {
      signal: cancelled,
    });
    expect(runs[0]?.judgement.status).toBe("failed");
    expect(processesOf(long)).toEqual([]);
  });

  it("may leave a process that has let go of its pipes, as in Codex", async () => {
    const { runs } = await run([hook("cat >/dev/null; sleep 0.3 >/dev/null 2>&1 </dev/null & exit 0")]);
    expect(runs[0]?.judgement.status).toBe("completed");
  });
});

describe("what keeps a hook from starting", () => {
  it.each([
    ["a working directory that is missing", { cwd: "/no/such/folder" }, {}],
    ["a shell that is missing", {}, { shell: shellOf("/no/such/shell") }],
  ])("%s fails the run", async (_, more, options) => {
    const input = permissionRequestInput({ ...turn, ...more }, { surface: "exec-command", command: "ls" });
    const { runs } = await runHooks([hook("true")], input, options);
    expect(runs[0]?.judgement.entries[0]?.text).toBe("No such file or directory (os error 2)");
  });
});

function processesOf(argument: string): readonly string[] {
  const lines = execFileSync("ps", ["-eo", "pid,stat,args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(`sleep ${argument}`) && !line.includes(" Z"));
}
