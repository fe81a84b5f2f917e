import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { createAnalyticsClient, httpTransport } from "../../src/index.js";
import { bundle } from "./bundle.js";
import { type Fault, FaultServer } from "./fault-server.js";
import { runtime } from "./harness.js";
import { segmentsIn, temporaryFolder } from "./spool-harness.js";

const KILLS = 104;
const AT_ONCE = 4;
const FAULTS: readonly Fault[] = ["reset-after", "error", "none", "half-answer", "reset-before"];

it(`loses nothing that was safe when processes are killed, ${KILLS} times`, {
  timeout: 120_000,
}, async () => {
  const [server, folder] = [await FaultServer.start(), temporaryFolder()];
  const spool = join(folder, "spool");
  const program = await bundle("spooling-child", folder);
  const runs = Array.from({ length: KILLS }, (_, i) => ({
    name: `run${i}`,
    notes: join(folder, `${i}.notes`),
    kind: i % 2 === 0 ? "at-record" : "undelivered",
  }));
  const waiting = [...runs.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [i, { name, notes, kind }] = next;
      server.fault = FAULTS[i % FAULTS.length] ?? "none";
      await runAndKill([program, server.baseUrl, spool, kind, notes, name], (i * 37) % 90);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  server.fault = "none";
  const client = createAnalyticsClient({
    runtime,
    transport: httpTransport({ baseUrl: server.baseUrl }),
    spool: { folder: spool },
    parts: { environment: {} },
  });
  await vi.waitUntil(async () => (await client.flush(1_000)).delivered, { timeout: 30_000 });
  const { events, dropped } = client.stats();
  await client.close();

  const safe = runs.map(({ notes }) => lastNote(notes));
  const keys = safe.flatMap(({ stream, n }) => Array.from({ length: n }, (_, i) => `${stream}:${i + 1}`));
  const lost = keys.filter((key) => !server.events.has(key));
  console.log(
    [
      `${KILLS} processes killed: recorded safely ${keys.length}`,
      `sent ${server.arrived}, counted ${server.events.size}, duplicates removed ${server.duplicates}`,
      `found in the spool at the end ${events.adopted}`,
      `torn by a kill ${dropped.spool_error}, lost ${lost.length}`,
    ].join(", "),
  );
  expect(lost).toEqual([]);
  expect(keys.length).toBeGreaterThan(KILLS);
  // Each event under a key of its own: none was counted under two.
  expect(new Set(server.events.values()).size).toBe(server.events.size);
  expect(segmentsIn(spool)).toEqual([]);
});

/** Runs a program until it has noted something and some time more, then kills it. */
async function runAndKill(args: readonly string[], ms: number): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const exit = once(child, "exit");
  const [notes = ""] = args.slice(-2);
  await vi.waitUntil(() => lastNote(notes).n > 0 || child.exitCode !== null, {
    timeout: 20_000,
    interval: 3,
  });
  await delay(ms);
  child.kill("SIGKILL");
  expect(await exit).toEqual([null, "SIGKILL"]);
}

/** Stream of a run, and the number up to which its events were safe. */
function lastNote(file: string): { readonly stream: string; readonly n: number } {
  try {
    const [stream = "", n = "0"] = readFileSync(file, "utf8").split("\n").at(-2)?.split(" ") ?? [];
    return { stream, n: Number(n) };
  } catch {
    return { stream: "", n: 0 };
  }
}
