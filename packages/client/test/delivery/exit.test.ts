import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { bundle } from "./bundle.js";
import { FaultServer } from "./fault-server.js";
import { spoolHarness, temporaryFolder, turnsIn } from "./spool-harness.js";

const programs = mkdtempSync(join(tmpdir(), "codex-contracts-exit-"));
let program = "";
beforeAll(async () => {
  program = await bundle("exiting-child", programs);
});
afterAll(() => rmSync(programs, { recursive: true }));

/** Runs the program; it ends by itself, or the test does not. */
async function run(way: string, baseUrl: string, folder = "") {
  const child = spawn(process.execPath, [program, way, baseUrl, folder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { said, code };
}

/** A server that takes requests and never answers. */
async function silentServer(listener: RequestListener = () => {}): Promise<string> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => server.closeAllConnections());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

describe("a process that has recorded facts", () => {
  it("is not kept alive by them, nor by a request in flight", async () => {
    expect(await run("runs out of work", await silentServer())).toEqual({ said: "closed 3\n", code: 0 });
  });

  it("is kept alive while it closes, and delivers everything", async () => {
    const server = await FaultServer.start();
    expect(await run("closes", server.baseUrl)).toEqual({ said: "", code: 0 });
    expect([...server.events.values()]).toEqual(["1", "2", "3"]);
  });

  it.each(["exits at once", "exits with a request in flight"])(
    "says what it loses when it %s",
    async (way) => {
      expect(await run(way, await silentServer())).toEqual({ said: "closed 3\n", code: 0 });
    },
  );

  it.each([
    ["runs out of work", 0],
    ["exits at once", 0],
    ["exits with a request in flight", 0],
    ["throws", 1],
  ])("leaves its events to the next when it has a spool and %s", async (way, code) => {
    const folder = temporaryFolder();
    expect(await run(way, await silentServer(), folder)).toEqual({ said: "", code });
    expect(turnsIn(folder)).toEqual(["1", "2", "3"]);
    const next = spoolHarness({ spool: { folder } });
    await next.clock.advance(1_000);
    expect(next.sent.flatMap(({ turns }) => turns)).toEqual(["1", "2", "3"]);
  });
});
