import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { describeCodex } from "../harness/describe-codex.js";
import { CODEX_RELEASE } from "../harness/find-codex.js";
import { startCodex } from "../harness/start-codex.js";

const anything = { type: "disabled" } as const;

/** Processes whose command line is exactly this. */
function processesOf(commandLine: readonly string[]): readonly string[] {
  const wanted = `${commandLine.join("\0")}\0`;
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandLineOf(pid) === wanted);
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

describeCodex("our client and a real Codex", {}, (codex) => {
  it("introduce themselves", async () => {
    expect(execFileSync(codex().binary, ["--version"], { encoding: "utf8" })).toContain(CODEX_RELEASE);
    await expect(
      codex().client.initialize({ clientInfo: { name: "again", version: "1" } }),
    ).rejects.toMatchObject({
      code: "REMOTE",
    });
  });

  it("run a command", async () => {
    const { client, workspace } = codex();
    const ran = await client.commandExec({
      command: ["/bin/sh", "-c", "pwd; echo oops >&2; exit 3"],
      cwd: workspace,
      permissionProfile: anything,
    });
    expect(ran).toEqual({ exitCode: 3, stdout: `${workspace}\n`, stderr: "oops\n" });
  });

  it.each([
    ["a signal", (signal: AbortSignal) => ({ signal }), "ABORTED"],
    ["a timeout", () => ({ timeoutMs: 1_000 }), "TIMEOUT"],
  ])("end a command that is given up by %s", async (_, options, code) => {
    const command = ["sleep", `100.${process.pid}`];
    const controller = new AbortController();
    const params = { command, permissionProfile: anything, disableTimeout: true };
    const failed = expect(
      codex().client.commandExec(params, options(controller.signal)),
    ).rejects.toMatchObject({ code });
    await vi.waitUntil(() => processesOf(command).length === 1, { timeout: 900 });
    controller.abort();
    await failed;
    await vi.waitUntil(() => processesOf(command).length === 0, { timeout: 5_000 });
  });

  it("tell of an error as Codex words it", async () => {
    const answer = codex().client.requestUnchecked("command/exec", { command: [] });
    await expect(answer).rejects.toMatchObject({
      code: "REMOTE",
      remote: { code: -32600, message: "command must not be empty" },
    });
  });

  it("open a thread, fork it and come back to it", async () => {
    const { client, workspace } = codex();
    const started = await client.threadStart({ cwd: workspace, permissionProfile: anything });
    expect(started).toMatchObject({
      cwd: workspace,
      permissionProfile: anything,
      sandbox: { type: "dangerFullAccess" },
    });
    // The turn fails for want of a model; it makes the thread one that can be come back to.
    const over = client.notifications({ methods: ["turn/completed"] });
    const { turn } = await client.turnStart({
      threadId: started.thread.id,
      input: [{ type: "text", text: "hello", text_elements: [] }],
    });
    expect((await over.next()).value?.params).toMatchObject({ turn: { id: turn.id, status: "failed" } });
    const resumed = await client.threadResume({ threadId: started.thread.id });
    expect(resumed.thread.id).toBe(started.thread.id);
    const forked = await client.threadFork({ threadId: started.thread.id, sandbox: "read-only" });
    expect(forked).toMatchObject({
      thread: { forkedFromId: started.thread.id },
      sandbox: { type: "readOnly" },
    });
  });

  describe("in the end", () => {
    it("leave neither a process nor a folder", async () => {
      const { client, stop, root } = await startCodex();
      await stop();
      expect(() => process.kill(client.pid ?? 0, 0)).toThrow("ESRCH");
      expect(() => readdirSync(root)).toThrow("ENOENT");
    });

    it("see the process die", async () => {
      const { client, stop } = await startCodex();
      const answer = client.commandExec({ command: ["sleep", "5"], permissionProfile: anything });
      const failed = expect(answer).rejects.toMatchObject({
        code: "CHILD_EXITED",
        signal: "SIGKILL",
        method: "command/exec",
      });
      process.kill(client.pid ?? 0, "SIGKILL");
      await failed;
      await stop();
    });
  });
});
