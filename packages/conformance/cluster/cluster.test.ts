import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { guideBlocks } from "./guide-blocks.js";
import { type GuideShell, openGuideShell } from "./guide-shell.js";
import { missingForCluster } from "./prerequisites.js";
import { sendUnderFire } from "./send-under-fire.js";

const SERVERS = ["http://127.0.0.1:14311", "http://127.0.0.1:14312"];
const LOGS = ["server-1.log", "server-2.log", "worker-1.log", "worker-2.log", "postgres.log"];
const ENVIRONMENT = {
  CODEX_CONTRACTS_LOG: "nats://127.0.0.1:14221,127.0.0.1:14222,127.0.0.1:14223",
  CODEX_CONTRACTS_STORE: "postgres://codex@127.0.0.1:15432/codex",
};

describe("the cluster of the guide", () => {
  const [nats = "", postgres = "", servers = "", send = ""] = guideBlocks(
    "cluster.md",
    "Try it on one machine",
  );
  const missing = missingForCluster();
  let shell: GuideShell;

  beforeAll(async () => {
    if (missing !== undefined && process.env["CI"] !== undefined)
      throw new Error(`the cluster must be run on CI: ${missing}`);
    if (missing !== undefined) return;
    shell = openGuideShell();
    shell.run(`${nats}\n${postgres}\n${servers}`);
    for (const url of SERVERS) await expectReady(url, shell);
  });
  beforeEach((context) => {
    if (missing !== undefined) context.skip(missing);
  });
  afterAll(() => shell?.stop());

  it("takes an event at one server and shows it at the other, by the commands as they are written", async () => {
    const [sending = "", asking = ""] = send.split(/\n(?=codex-contracts query)/);
    expect(shell.run(sending)).toMatch(/1/);
    await until(() => /completed|failed|interrupted/.test(shell.run(asking)));
  });

  it("keeps every answered event once while a worker, a server, the leader of the stream and PostgreSQL die", async () => {
    const [, , , , workerOne] = shell.left;
    const sender = sendUnderFire(SERVERS);
    await until(() => sender.tally.acknowledged > 200);

    process.kill(workerOne ?? 0, "SIGKILL");
    await sender.more(100);
    shell.start("codex-contracts", ["worker", "--folder", "worker-1"], ENVIRONMENT);

    await restartNats(shell, leaderIn(shell));
    await sender.more(100);

    shell.run("pg_ctl --pgdata=postgres --log=postgres.log --mode=immediate --wait restart > restart.log");
    await sender.more(100);

    const [, , , serverOne] = shell.left;
    process.kill(serverOne ?? 0, "SIGKILL");
    shell.start("codex-contracts", ["serve", "--port", "14311", "--folder", "server-1"], ENVIRONMENT);
    await expectReady(SERVERS[0] ?? "", shell);
    await sender.more(100);

    const { acknowledged, tally } = await sender.stop();
    const notKept = (kept: readonly string[]) => {
      const all = new Set(kept);
      return [...acknowledged].filter((thread) => !all.has(thread)).length;
    };
    let kept = threads(shell);
    for (let waited = 0; notKept(kept) > 0 && waited < 90; waited++) {
      await sleep(1_000);
      kept = threads(shell);
    }
    const counts = {
      ...tally,
      stored: kept.length,
      duplicates: kept.length - new Set(kept).size,
      lost: notKept(kept),
    };
    console.log(
      `one worker, one server, one of three NATS servers and PostgreSQL killed: ${Object.entries(counts)
        .map(([what, count]) => `${what} ${count}`)
        .join(", ")}`,
    );
    expect(counts).toMatchObject({ lost: 0, duplicates: 0 });
  });
});

/** The threads of the events that were sent under fire. */
function threads(shell: GuideShell): string[] {
  const sql = "SELECT thread_id FROM codex_thread_initialized WHERE model = 'under-fire'";
  return shell
    .run(`codex-contracts query --folder server-2 --json -n 1000000 "${sql}"`)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).thread_id);
}

/** Number of the NATS server that said last that it leads the stream; the first when none did. */
function leaderIn(shell: GuideShell): number {
  const leads = [1, 2, 3].filter((n) =>
    /cluster leader for stream '.* > CODEX_EVENTS'/.test(shell.read(`nats-${n}.log`)),
  );
  return leads.at(-1) ?? 1;
}

async function restartNats(shell: GuideShell, n: number): Promise<ChildProcess> {
  process.kill(Number(shell.read(`nats-${n}.pid`)), "SIGKILL");
  await sleep(1_000);
  const child = shell.start("nats-server", ["--config", `nats-${n}.conf`, "--log", `nats-${n}.log`], {});
  await once(child, "spawn");
  return child;
}

async function expectReady(url: string, shell: GuideShell): Promise<void> {
  const ready = async () => (await fetch(`${url}/readyz`).catch(() => undefined))?.ok === true;
  await until(ready, 90_000).catch((error: unknown) => {
    throw new Error(`${url} is not ready: ${LOGS.map((name) => shell.read(name)).join("\n")}`, {
      cause: error,
    });
  });
}

async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it took too long");
    await sleep(250);
  }
}
