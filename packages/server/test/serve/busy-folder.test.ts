import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openFolder } from "../../dist/index.js";
import { type ServerProcess, startProcess } from "./server-process.js";

/** Opens the store of a folder, as a command does that asks while no server runs; ends when it is killed. */
const HOLD_OPEN = `
const { DuckDBInstance } = require("@duckdb/node-api");
DuckDBInstance.create(process.argv[1]).then((instance) => {
  globalThis.held = instance;
  console.log("open");
  setInterval(() => {}, 1000);
});`;

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
  const child = spawn(process.execPath, ["-e", HOLD_OPEN, join(folder, "store.duckdb")], { stdio: "pipe" });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

async function countedBy(): Promise<unknown> {
  const opened = await openFolder(folder);
  const { body } = await opened.ask({
    method: "POST",
    path: "/local/query",
    json: { sql: "SELECT count(*) FROM codex_hook_run" },
  });
  let text = "";
  for await (const piece of body) text += Buffer.from(piece).toString();
  await opened.close();
  return { over: opened.url === null ? "files" : "http", ...(JSON.parse(text) as { rows: unknown }) };
}

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
  const asking = countedBy();
  await delay(500);
  other.kill();
  expect(await asking).toMatchObject({ over: "files", rows: [[1]] });

  other = await hold();
  const starting = start();
  const askingServer = delay(200).then(countedBy);
  await delay(700);
  other.kill();
  expect((await fetch(`${(await starting).url}/readyz`)).status).toBe(200);
  expect(await askingServer).toMatchObject({ rows: [[1]] });
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
