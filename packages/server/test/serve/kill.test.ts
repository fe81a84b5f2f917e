import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { expect, it } from "vitest";
import { openFolder } from "../../dist/index.js";
import { startProcess } from "./server-process.js";

const KILLS = 50;
/** Servers at a time. */
const LANES = 2;
const SENDERS = 8;
const BATCH = 3;

/** What became of one event, by the thread that it names. */
interface Sent {
  acknowledged: boolean;
  /** Whether it has a key of its own, and so was sent until it was acknowledged. */
  readonly keyed: boolean;
}

/** Sends batches for ever: half of them as our client does, again and again until they are taken; half as a Codex does, once. */
class Senders {
  readonly events = new Map<string, Sent>();
  url: string | undefined;
  #stopped = false;
  readonly #agent = new Agent({ keepAlive: true });

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: SENDERS }, (_, i) => this.#send(i % 2 === 0)));
  }

  stop(): void {
    this.#stopped = true;
  }

  async #send(keyed: boolean): Promise<void> {
    const stream = randomUUID();
    for (let next = 1; !this.#stopped; next += BATCH) {
      // What is sent to nobody says nothing.
      while (this.url === undefined && !this.#stopped) await pause(1);
      const threads = Array.from({ length: BATCH }, (_, i) => `${stream}/${next + i}`);
      const body = JSON.stringify({ events: threads.map((thread_id) => buildHookRunEvent({ thread_id })) });
      const headers = keyed
        ? {
            "idempotency-key": randomUUID(),
            "x-codex-contracts-event-keys": `${stream}:${next}-${next + BATCH - 1}`,
          }
        : {};
      for (const thread of threads) this.events.set(thread, { acknowledged: false, keyed });
      let taken = await this.#post(body, headers);
      while (keyed && !taken) {
        await pause(5);
        taken = await this.#post(body, headers);
      }
      for (const thread of threads) this.events.set(thread, { acknowledged: taken, keyed });
    }
  }

  /** Whether the server has said that it has the request. */
  #post(body: string, headers: Record<string, string>): Promise<boolean> {
    if (this.url === undefined) return new Promise((resolve) => setTimeout(resolve, 5, false));
    const options = {
      method: "POST",
      agent: this.#agent,
      headers: { "content-type": "application/json", ...headers },
    };
    return new Promise((resolve) => {
      const sent = request(`${this.url}/codex/analytics-events/events`, options, (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode === 200));
        answer.on("error", () => resolve(false));
        answer.on("close", () => resolve(false));
      });
      sent.on("error", () => resolve(false));
      sent.end(body);
    });
  }
}

/** How often each event is stored, by the thread that it names. */
async function storedIn(folder: string): Promise<Map<string, number>> {
  const opened = await openFolder(folder);
  try {
    const stored = new Map<string, number>();
    const { body } = await opened.ask({ method: "POST", path: "/local/export", json: { format: "ndjson" } });
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    for (const line of Buffer.concat(pieces).toString().split("\n")) {
      const thread = /"thread_id":"([^"]*)"/.exec(line)?.[1];
      if (thread !== undefined) stored.set(thread, (stored.get(thread) ?? 0) + 1);
    }
    return stored;
  } finally {
    await opened.close();
  }
}

it(`has every acknowledged event exactly once after ${KILLS} kills under load`, {
  timeout: 900_000,
}, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => killAndCount(KILLS / LANES)));
  const result = lanes.reduce((sum, lane) => addUp(sum, lane));
  console.log(`kill -9 under load: ${JSON.stringify({ kills: KILLS, ...result })}`);
  expect(result).toMatchObject({ duplicates: 0, lost: 0, invented: 0 });
  expect(result.acknowledged).toBeGreaterThan(KILLS * BATCH);
});

/** Kills the server of one folder again and again under load, and counts what became of the events. */
async function killAndCount(kills: number): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), "kill-"));
  const senders = new Senders();
  const sending = senders.run();
  try {
    for (let kill = 0; kill < kills; kill++) await killOnce(folder, senders, kill);
    const last = await startProcess({ folder, shutdown_ms: 600_000 });
    senders.url = last?.url;
    senders.stop();
    await sending;
    expect(await last?.stop()).toBe(0);
    return count(senders.events, await storedIn(folder));
  } finally {
    senders.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every tenth is killed while it starts, the others at some time under load. */
async function killOnce(folder: string, senders: Senders, kill: number): Promise<void> {
  const early = kill % 10 === 9;
  const killEarly = (child: ChildProcess) => void setTimeout(() => child.kill("SIGKILL"), 40 * (kill % 37));
  const server = await startProcess({ folder }, early ? killEarly : undefined);
  if (server === undefined) return;
  senders.url = server.url;
  const before = acknowledgedOf(senders);
  // At least one batch is acknowledged, so that there is something to lose.
  while (!early && acknowledgedOf(senders) === before) await pause(1);
  await pause((kill * 7) % 60);
  await server.kill();
  senders.url = undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function acknowledgedOf({ events }: Senders): number {
  let count = 0;
  for (const { acknowledged } of events.values()) if (acknowledged) count += 1;
  return count;
}

interface Counts {
  readonly sent: number;
  readonly acknowledged: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly invented: number;
}

function addUp(a: Counts, b: Counts): Counts {
  return {
    sent: a.sent + b.sent,
    acknowledged: a.acknowledged + b.acknowledged,
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    lost: a.lost + b.lost,
    invented: a.invented + b.invented,
  };
}

function count(events: ReadonlyMap<string, Sent>, stored: ReadonlyMap<string, number>): Counts {
  const all = [...events];
  return {
    sent: all.length,
    acknowledged: all.filter(([, { acknowledged }]) => acknowledged).length,
    stored: stored.size,
    duplicates: [...stored.values()].filter((times) => times > 1).length,
    lost: all.filter(([thread, { acknowledged }]) => acknowledged && !stored.has(thread)).length,
    invented: [...stored.keys()].filter((thread) => !events.has(thread)).length,
  };
}
