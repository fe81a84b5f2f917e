import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ServerProcess, startProcess } from "./server-process.js";
import { storedThreads } from "./stored-rows.js";

const preload = fileURLToPath(new URL("threads/break-log-on-signal.mjs", import.meta.url));
let folder = "";
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "broken-log-"));
});
afterEach(async () => {
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

async function start(nodeArgs: readonly string[] = []): Promise<ServerProcess> {
  const started = await startProcess({ folder }, () => {}, nodeArgs);
  if (started === undefined) throw new Error("the server was ended");
  server = started;
  return started;
}

/** Sends one event; what the server answers, and the thread of the event when it was acknowledged. */
async function send({ url }: ServerProcess): Promise<{ readonly status: number; readonly thread: string }> {
  const thread = randomUUID();
  const { status } = await fetch(`${url}/codex/analytics-events/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events: [buildHookRunEvent({ thread_id: thread })] }),
  });
  return { status, thread };
}

it.skipIf(!existsSync("/proc/self/fd"))(
  "a failed fsync: nothing more is taken, readiness tells, and after a restart what was acknowledged is stored once",
  { timeout: 60_000 },
  async () => {
    const first = await start(["--import", preload]);
    const sent: string[] = [];
    const acknowledged: string[] = [];
    const sendAndCount = async (to: ServerProcess) => {
      const { status, thread } = await send(to);
      sent.push(thread);
      if (status === 200) acknowledged.push(thread);
      return status;
    };
    for (let i = 0; i < 20; i++) expect(await sendAndCount(first)).toBe(200);
    first.child.kill("SIGUSR2");
    await expect.poll(() => sendAndCount(first)).toBe(503);
    const ready = async () => {
      const answer = await fetch(`${first.url}/readyz`);
      return [answer.status, await answer.json()];
    };
    const problem = "the log cannot be written any more: look at its disk, then start the server again";
    expect(await ready()).toEqual([503, { status: "not ready", problems: [problem] }]);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    for (let i = 0; i < 5; i++) expect(await sendAndCount(first)).toBe(503);
    expect(first.log()).toContain("a request could not be made durable");
    await first.kill();

    const second = await start();
    expect(await sendAndCount(second)).toBe(200);
    const latest = acknowledged.at(-1);
    await expect.poll(() => storedThreads(folder), { timeout: 20_000 }).toContain(latest);
    const stored = await storedThreads(folder);
    expect(stored).toEqual([...new Set(stored)]);
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    // What was written when its fsync failed may be there after all.
    expect(sent).toEqual(expect.arrayContaining([...stored]));
    expect(await second.stop()).toBe(0);
  },
);
