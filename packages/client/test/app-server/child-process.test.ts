import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { type AppServerClient, type SpawnOptions, spawnAppServer } from "../../src/app-server/index.js";

const script = fileURLToPath(new URL("./fake-app-server.mjs", import.meta.url));
const started: AppServerClient[] = [];

/** A process that misbehaves in one way. */
function start(mode: string, options: SpawnOptions = {}): AppServerClient {
  const client = spawnAppServer({ command: process.execPath, args: [script, mode], ...options });
  started.push(client);
  return client;
}

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((client) => client.close()));
});

describe("an app-server of our own", () => {
  it("answers over its standard input and output", async () => {
    const client = start("echo");
    expect(await client.request("hello", { n: 1 })).toEqual({ method: "hello", params: { n: 1 } });
  });

  it("is gone after the client is closed", async () => {
    const client = start("echo");
    await client.request("hello", {});
    expect(isAlive(client.pid)).toBe(true);
    await client.close();
    expect(isAlive(client.pid)).toBe(false);
    expect(await client.closed).toEqual({ error: undefined });
  });

  it("is gone at the end of the block that it was made for", async () => {
    const client = start("echo");
    await client[Symbol.asyncDispose]();
    expect(isAlive(client.pid)).toBe(false);
  });

  it("is killed when nothing else helps", async () => {
    const client = start("stubborn", { patience: { afterInputMs: 50, afterTermMs: 50 } });
    expect(await client.request("pid", {})).toBe(client.pid);
    await client.close();
    expect(isAlive(client.pid)).toBe(false);
  });

  it("shows its exit code to who waits", async () => {
    const client = start("exit");
    const answer = client.request("go", {});
    await expect(answer).rejects.toMatchObject({
      code: "CHILD_EXITED",
      method: "go",
      exitCode: 3,
      signal: null,
    });
    expect(await client.closed).toMatchObject({ error: { code: "CHILD_EXITED", exitCode: 3 } });
  });

  it("is heard out when it exits", async () => {
    expect(await start("last-words").request("go", {})).toBe("last words");
  });

  it.each([
    ["late", 800, 0],
    ["slow", 0, 1],
  ])("loses no notification by its exit when the consumer is %s", async (_, lateMs, slowMs) => {
    const client = start("flood-and-exit");
    const stream = client.notifications({ capacity: 10 });
    client.request("go", {}).catch(() => {});
    await delay(lateMs);
    let count = 0;
    const all = async () => {
      for await (const _ of stream) {
        count += 1;
        if (slowMs > 0 && count < 1_000) await delay(slowMs);
      }
    };
    await expect(all()).rejects.toMatchObject({ code: "CHILD_EXITED", exitCode: 0 });
    expect(count).toBe(5_000);
  });

  it("is ended when it sends a line that is no message", async () => {
    const client = start("bad-line");
    await expect(client.request("go", {})).rejects.toMatchObject({ code: "MALFORMED_LINE" });
    await client.closed;
    expect(isAlive(client.pid)).toBe(false);
  });

  it("may be silent: the request times out, the process stays", async () => {
    const client = start("silent");
    await expect(client.request("go", {}, { timeoutMs: 50 })).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(isAlive(client.pid)).toBe(true);
  });

  it("may fill its standard error, read or not", async () => {
    expect(await start("noisy").request("go", {})).toBe("written");
    let heard = 0;
    const listening = start("noisy", { onStderr: (text) => (heard += text.length) });
    await listening.request("go", {});
    await listening.close();
    expect(heard).toBe(1 << 20);
  });

  it("that cannot be started shows on the first request", async () => {
    const client = spawnAppServer({ command: "/nonexistent/codex" });
    await expect(client.request("go", {})).rejects.toMatchObject({ code: "SPAWN_FAILED", method: "go" });
    expect(await client.closed).toMatchObject({ error: { code: "SPAWN_FAILED" } });
  });
});
