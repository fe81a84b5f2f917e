import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openFolder } from "../../dist/index.js";
import { holdOpen } from "../store/hold-open.js";
import { type ServerProcess, startProcess } from "./server-process.js";
import { storedRows } from "./stored-rows.js";

let folder = "";
const children: (ChildProcess | ServerProcess)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "busy-folder-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<ServerProcess> {
  const server = await startProcess({ folder });
  if (server === undefined) throw new Error("the server was ended");
  children.push(server);
  return server;
}

async function hold(): Promise<ChildProcess> {
  const child = await holdOpen(join(folder, "store.duckdb"));
  children.push(child);
  return child;
}

const counted = () => storedRows(folder, "SELECT count(*) FROM codex_hook_run");

it("a server and a command wait for a process that will soon let go of the files", {
  timeout: 60_000,
}, async () => {
  const first = await start();
  const { status } = await fetch(`${first.url}/codex/analytics-events/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events: [buildHookRunEvent()] }),
  });
  expect(status).toBe(200);
  expect(await first.stop()).toBe(0);

  let other = await hold();
  const asking = counted();
  await delay(500);
  other.kill();
  expect(await asking).toEqual([[1]]);

  other = await hold();
  const starting = start();
  const askingServer = delay(200).then(counted);
  await delay(700);
  other.kill();
  expect((await fetch(`${(await starting).url}/readyz`)).status).toBe(200);
  expect(await askingServer).toEqual([[1]]);
});

it("a question to a server that is killed meanwhile says that it is gone", { timeout: 30_000 }, async () => {
  const server = await start();
  const opened = await openFolder(folder);
  const long = opened.ask({
    method: "POST",
    path: "/local/query",
    json: { sql: "SELECT count(*) FROM range(100000000000)" },
  });
  const gone = { name: "FolderError", message: expect.stringContaining(`${server.url} has gone before`) };
  const ended = expect(long).rejects.toMatchObject(gone);
  await delay(300);
  await server.kill();
  await ended;
  await expect(opened.ask({ method: "GET", path: "/v1/stats" })).rejects.toMatchObject(gone);
});
