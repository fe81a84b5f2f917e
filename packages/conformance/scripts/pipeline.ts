/** The whole way of an event: our client sends what a real Codex sent to our server, and its tables are asked. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createAnalyticsClient, httpTransport } from "@codex-contracts/client";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { packageFolder } from "../src/workspace.js";

const COMMAND = join(packageFolder("cli"), "bin", "codex-contracts.js");
const EVENTS = "backend-api/codex/analytics-events/events";
const QUERY = `
  SELECT app_server_client_product_client_id AS client, status, count(*) AS turns, sum(total_tokens) AS tokens
  FROM codex_turn_event GROUP BY ALL ORDER BY turns DESC`;

/** Of events that the client itself would derive; here it sends what was recorded. */
const RUNTIME = {
  codex_rs_version: "0.125.0",
  runtime_os: process.platform,
  runtime_os_version: release(),
  runtime_arch: process.arch,
};

const keepsRunning = process.argv.includes("--serve");
const folder = mkdtempSync(join(tmpdir(), "codex-contracts-start-"));
const server = spawn(
  process.execPath,
  [COMMAND, "serve", "--folder", folder, "--port", keepsRunning ? "4319" : "0"],
  {
    stdio: ["ignore", "pipe", "inherit"],
  },
);
try {
  const url = await addressOf(server);
  const sent = await sendRecorded(url);
  await sendBroken(url);
  console.log(
    `server at ${url}, everything in ${folder}\n${sent} events sent, and one with a word that no contract has`,
  );
  await untilStored(sent + 1);
  ask("how turns ended", "query", QUERY);
  ask("what is kept apart, and why", "quarantine", "list");
  if (keepsRunning) {
    console.log(`\nThe inspector: ${url}/\nStop it with Ctrl-C.`);
    process.on("SIGINT", () => {});
    await once(server, "exit");
  }
} finally {
  await end(server);
  rmSync(folder, { recursive: true, force: true });
}

/** The address that the server prints when it is ready. */
async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of stdout ?? []) {
    said += String(chunk);
    const found = /^inspector\s+(http\S+?)\/?$/m.exec(said)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`the server did not start: ${said}`);
}

async function sendRecorded(url: string): Promise<number> {
  const client = createAnalyticsClient({
    transport: httpTransport({ baseUrl: `${url}/backend-api` }),
    runtime: RUNTIME,
    // The recording is the product's own: the switches of whoever runs this are not about it.
    parts: { environment: {} },
  });
  const events = recorded("codex-0.125.0-events");
  for (const event of events) client.recordEvent(event);
  await client.close();
  const lost = Object.entries(client.stats().dropped).filter(([, count]) => count > 0);
  if (lost.length > 0) throw new Error(`events were dropped: ${JSON.stringify(lost)}`);
  return events.length;
}

/** The client refuses to send what breaks a contract: this goes past it, as from a client that somebody wrote by hand. */
async function sendBroken(url: string): Promise<void> {
  const [event] = recorded("codex-0.125.0-events").filter(
    ({ event_type }) => event_type === "codex_turn_event",
  );
  const broken = { ...event, event_params: { ...event?.event_params, status: "gave_up" } };
  const answer = await fetch(`${url}/${EVENTS}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events: [broken] }),
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
}

/** What has been answered is stored within a second. */
async function untilStored(events: number): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const { totals } = JSON.parse(output("stats", "--json"));
    if (totals.accepted + totals.unknown + totals.quarantined >= events) return;
    await sleep(100);
  }
  throw new Error("the events did not reach the tables");
}

function ask(title: string, ...args: string[]): void {
  console.log(
    `\n${title}: codex-contracts ${args.map((arg) => arg.trim().split(/\s+/).join(" ")).join(" ")}`,
  );
  process.stdout.write(output(...args));
}

function output(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, ...args, "--folder", folder], {
    encoding: "utf8",
  });
  if (status === null || status > 1) throw new Error(stderr);
  return stdout;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
