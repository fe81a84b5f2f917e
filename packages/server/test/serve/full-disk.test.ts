import { randomUUID } from "node:crypto";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { expect, it } from "vitest";
import { mountSmallDisk, NO_SMALL_DISK } from "../small-disk.js";
import { type ServerProcess, startProcess } from "./server-process.js";
import { storedThreads } from "./stored-rows.js";

const KiB = 1024;
const BATCH = 50;

/** Sends a batch, and notes its threads when it is acknowledged. */
async function send(url: string, acknowledged: string[]): Promise<Response> {
  const threads = Array.from({ length: BATCH }, () => randomUUID());
  const body = JSON.stringify({ events: threads.map((thread_id) => buildHookRunEvent({ thread_id })) });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/codex/analytics-events/events`, { method: "POST", headers, body });
  await answer.text();
  if (answer.status === 200) acknowledged.push(...threads);
  return answer;
}

it("a full disk: events are taken while the log has room, then refused, and afterwards each is stored once", {
  timeout: 120_000,
}, async (context) => {
  const disk = await mountSmallDisk("48m");
  if (disk === undefined) return context.skip(NO_SMALL_DISK);
  const { folder } = disk;
  const acknowledged: string[] = [];
  let server = await startProcess({ folder });

  /** Fills the disk and sends until the server refuses. */
  async function sendUntilRefused(url: string): Promise<void> {
    await disk?.fill(512 * KiB);
    const before = acknowledged.length;
    let answer = await send(url, acknowledged);
    for (let i = 0; answer.status === 200 && i < 2000; i++) answer = await send(url, acknowledged);
    expect([answer.status, Number(answer.headers.get("retry-after")) > 0]).toEqual([503, true]);
    expect(acknowledged.length).toBeGreaterThan(before);
  }
  const allStored = async () =>
    expect
      .poll(() => storedThreads(folder), { timeout: 40_000, interval: 300 })
      .toEqual(acknowledged.toSorted());

  try {
    // There is space again while the server runs.
    await sendUntilRefused(urlOf(server));
    await expect.poll(() => server?.log(), { timeout: 20_000 }).toContain("events cannot be stored");
    expect(await waiting(urlOf(server))).toBeGreaterThan(0);
    expect(await (await fetch(`${urlOf(server)}/readyz`)).json()).toEqual({
      status: "degraded",
      problems: ["events cannot be stored for the moment and wait in the log"],
    });
    await disk.empty();
    await expect
      .poll(async () => (await send(urlOf(server), acknowledged)).status, { timeout: 30_000 })
      .toBe(200);
    await allStored();

    // The server is killed on the full disk, and started when there is space again.
    await sendUntilRefused(urlOf(server));
    await server?.kill();
    await disk.empty();
    server = await startProcess({ folder });
    expect((await send(urlOf(server), acknowledged)).status).toBe(200);
    await allStored();
    expect(await server?.stop()).toBe(0);
  } finally {
    await server?.kill();
    await disk.remove();
  }
});

function urlOf(server: ServerProcess | undefined): string {
  if (server === undefined) throw new Error("the server was ended");
  return server.url;
}

/** How many requests wait to be stored. */
async function waiting(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^codex_contracts_log_requests (\d+)$/m.exec(text)?.[1]);
}
