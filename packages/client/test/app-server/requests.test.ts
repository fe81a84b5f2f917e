import { buildThreadStartResponse, fixtures } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { fakeServer } from "./fake-server.js";

const disabled = { type: "disabled" } as const;

describe("requests", () => {
  it("go out as one line without a jsonrpc member, and resolve with the result", async () => {
    const { client, next, say } = fakeServer();
    const answer = client.request("model/list", { limit: 1 });
    const sent = await next();
    expect(sent).toEqual({ id: 1, method: "model/list", params: { limit: 1 } });
    say({ id: sent.id, result: { data: [] } });
    expect(await answer).toEqual({ data: [] });
  });

  it("are told apart by id, whatever the order of the answers", async () => {
    const { client, say } = fakeServer();
    const answers = Promise.all([client.request("a", {}), client.request("b", {})]);
    say({ id: 2, result: "second" });
    say({ id: 1, result: "first" });
    expect(await answers).toEqual(["first", "second"]);
  });

  it("reject with what the server said, kept out of the message", async () => {
    const { client, say } = fakeServer();
    const answer = client.commandExec({ command: ["true"] });
    say({ id: 1, error: { code: -32600, message: "secret text", data: { why: 1 } } });
    const remote = { code: -32600, message: "secret text", data: { why: 1 } };
    await expect(answer).rejects.toMatchObject({ code: "REMOTE", method: "command/exec", remote });
    await expect(answer).rejects.toThrow(
      /^command\/exec: the app-server answered with an error \(code -32600\)$/,
    );
  });

  it("introduce the client, then say that it is ready", async () => {
    const { client, next, say } = fakeServer();
    const answer = client.initialize({ clientInfo: { name: "test", version: "1" } });
    expect(await next()).toMatchObject({ method: "initialize", params: { clientInfo: { name: "test" } } });
    const about = {
      userAgent: "codex/0.125.0",
      codexHome: "/home/me/.codex",
      platformFamily: "unix",
      platformOs: "linux",
    };
    say({ id: 1, result: about });
    expect(await answer).toEqual(about);
    expect(await next()).toEqual({ method: "initialized" });
  });
});

describe("parameters", () => {
  it.each(fixtures["app-server/command-exec-params"].invalid)(
    "of a broken command/exec are not sent: $name",
    async ({ value, issues }) => {
      const { client, unread } = fakeServer();
      // An example of what TypeScript does not let through.
      const answer = client.request("command/exec", value as { command: string[] });
      await expect(answer).rejects.toMatchObject({ code: "INVALID_PARAMS", issues });
      expect(unread()).toBe(0);
    },
  );

  it.each([
    ["thread/start", { permissionProfile: disabled, sandbox: "read-only" }],
    ["thread/resume", { threadId: "t", permissionProfile: disabled, sandbox: "read-only" }],
    ["thread/fork", { threadId: "t", permissionProfile: disabled, sandbox: "read-only" }],
    [
      "turn/start",
      { threadId: "t", input: [], permissionProfile: disabled, sandboxPolicy: { type: "dangerFullAccess" } },
    ],
    [
      "command/exec",
      { command: ["true"], permissionProfile: disabled, sandboxPolicy: { type: "dangerFullAccess" } },
    ],
  ])("with two kinds of permissions are not sent: %s", async (method, params) => {
    const { client, unread } = fakeServer();
    const answer = client.request(method, params);
    await expect(answer).rejects.toMatchObject({
      code: "INVALID_PARAMS",
      issues: [{ path: "", code: "exclusive" }],
    });
    expect(unread()).toBe(0);
  });

  it("that no JSON can say are not sent, and leave nothing waiting", async () => {
    const { client, unread } = fakeServer();
    await expect(client.request("model/list", { limit: 1n })).rejects.toMatchObject({
      code: "INVALID_PARAMS",
    });
    expect(unread()).toBe(0);
  });
});

describe("results", () => {
  it("may say more than their contract", async () => {
    const { client, say } = fakeServer();
    const answer = client.threadStart({ permissionProfile: disabled });
    const result = { ...buildThreadStartResponse(), thread: { id: "t-1" }, fromTheFuture: true };
    say({ id: 1, result });
    expect((await answer).thread.id).toBe("t-1");
    expect(await answer).toEqual(result);
  });

  it.each([
    ["thread/start", {}, { ...buildThreadStartResponse(), thread: {} }, "/thread/id"],
    ["thread/start", {}, { thread: { id: "t" }, cwd: "/ws", sandbox: { type: "open" } }, "/sandbox/type"],
    ["turn/start", { threadId: "t", input: [] }, { turn: { id: "u" } }, "/turn/status"],
    ["command/exec", { command: ["true"] }, { exitCode: "0", stdout: "", stderr: "" }, "/exitCode"],
  ])("of %s that break their contract reject", async (method, params, result, path) => {
    const { client, say } = fakeServer();
    const answer = client.request(method, params);
    say({ id: 1, result });
    await expect(answer).rejects.toMatchObject({ code: "INVALID_RESULT", method, issues: [{ path }] });
  });
});
