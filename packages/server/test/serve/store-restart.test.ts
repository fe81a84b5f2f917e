import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Folder, openFolder } from "../../dist/index.js";
import { storeWarnings } from "../../src/serve/store-part.js";
import { type ServerProcess, startProcess } from "./server-process.js";

const preload = fileURLToPath(new URL("threads/end-store-on-signal.mjs", import.meta.url));
/** A question that takes more than a second, on however many processors. */
const LONG =
  "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 40000) SELECT count(*) FROM t";
let folder = "";
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-restart-"));
});
afterEach(async () => {
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

async function textOf({ body }: Awaited<ReturnType<Folder["ask"]>>): Promise<string> {
  let text = "";
  for await (const piece of body) text += Buffer.from(piece).toString();
  return text;
}

it("a server whose store ends takes events all the while, and has the store back by itself", {
  timeout: 60_000,
}, async () => {
  server = await startProcess({ folder }, () => {}, ["--import", preload]);
  if (server === undefined) throw new Error("the server was ended");
  const { url, child, log } = server;
  const opened = await openFolder(folder);
  const send = async () => {
    const body = JSON.stringify({ events: [buildHookRunEvent(), buildHookRunEvent()] });
    const headers = { "content-type": "application/json" };
    return (await fetch(`${url}/codex/analytics-events/events`, { method: "POST", headers, body })).status;
  };
  const query = (sql: string) => opened.ask({ method: "POST", path: "/local/query", json: { sql } });

  expect(await send()).toBe(200);
  const [long] = await Promise.all([
    query(LONG),
    new Promise((resolve) => setTimeout(resolve, 200)).then(() => child.kill("SIGUSR2")),
  ]);
  expect([long.status, await textOf(long)]).toEqual([
    503,
    JSON.stringify({
      error: "the store has ended before it could answer, and starts again",
      hint: "send it again after 5 s",
    }),
  ]);
  const statuses = new Set<number>();
  for (let i = 0; i < 50; i++) statuses.add(await send());
  expect([...statuses]).toEqual([200]);
  const metrics = async () => (await fetch(`${url}/metrics`)).text();
  await expect.poll(metrics, { timeout: 30_000 }).toContain("codex_contracts_store_restarts_total 1");
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ok", problems: [] });
  const counted = "SELECT count(*), count(DISTINCT event_key) FROM codex_hook_run";
  await expect
    .poll(async () => (JSON.parse(await textOf(await query(counted))) as { rows: unknown }).rows, {
      timeout: 10_000,
    })
    .toEqual([[102, 102]]);
  const messages = log()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { level: string; msg: string });
  expect(messages.map(({ level, msg }) => [level, msg])).toEqual([
    ["error", "the store has ended by itself and is started again; events wait in the log"],
    ["info", "the store runs again"],
  ]);
  await opened.close();
  expect(await server.stop()).toBe(0);
});

describe("readiness tells of a store", () => {
  const lag = (entries: number) => ({ entries, bytes: entries, oldestReceivedAt: null });
  it.each([
    ["that runs", { awayMs: 0, failing: false }, 5, []],
    ["that has just ended", { awayMs: 4999, failing: false }, 5, []],
    ["that has been away", { awayMs: 7900, failing: true }, 5, [expect.stringContaining("away for 7 s")]],
    ["that cannot write", { awayMs: 0, failing: true }, 5, [expect.stringContaining("wait in the log")]],
    ["that could not write while nothing waits", { awayMs: 0, failing: true }, 0, []],
  ])("%s", (_, store, entries, told) => {
    expect(storeWarnings(store, lag(entries))).toEqual(told);
  });

  it("that runs elsewhere: nothing", () => {
    expect(storeWarnings(undefined, lag(5))).toEqual([]);
  });
});
