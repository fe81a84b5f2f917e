import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { median } from "../measure/interleave.js";
import { mixedStream } from "../payloads.js";
import { inTemporaryFolder } from "../temporary-folder.js";
import { type BenchTable, type Figure, OURS } from "./bench-table.js";

const SECONDS = 5;
const ROUNDS = 3;
/** A load that goes on: longer than a burst, of which nearly nothing is stored before it is over. */
const LASTING_SECONDS = 60;
/** Few clients, each waiting for its answer, and as many as a company has. */
const LOADS = [
  { batch: 1, connections: 16, row: "1 event a request, 16 connections" },
  { batch: 1, connections: 128, row: "1 event a request, 128 connections" },
  { batch: 50, connections: 16, row: "50 events a request, 16 connections" },
];
const COUNTING = "the same server, not judging";
const BARE = "bare node:http";

interface Load {
  readonly requests: number;
  readonly p99: number;
}

export const serve: BenchTable = {
  title: "The embedded server: events acknowledged durably (SQLite, synchronous FULL)",
  unit: "events/s, or ms",
  rows: "load",
  processes: 1,
  measure: () =>
    inTemporaryFolder(async (folder) => {
      const servers = [
        { contender: OURS, ...(await start(join(folder, "judging"), "judging")) },
        { contender: COUNTING, ...(await start(join(folder, "counting"), "counting")) },
        { contender: BARE, ...(await start(folder, "bare")) },
      ];
      const figures: Figure[] = [];
      for (const { batch, connections, row } of LOADS) {
        const body = join(folder, `${batch}.json`);
        writeFileSync(body, bodyOf(batch));
        const loads = servers.map((): Load[] => []);
        // Once without counting, so that the code is as fast as it gets.
        for (const { url } of servers) await load(url, body, connections, 2);
        for (let round = 0; round < ROUNDS; round++) {
          for (const [i, { url, child }] of servers.entries()) {
            loads[i]?.push(await load(url, body, connections, SECONDS));
            await drain(child);
          }
        }
        for (const [i, { contender }] of servers.entries()) {
          const of = (read: (each: Load) => number) => median((loads[i] ?? []).map(read));
          figures.push({ row, contender, value: of(({ requests }) => requests * batch) });
          figures.push({ row: `${row}, 99th percentile in ms`, contender, value: of(({ p99 }) => p99) });
        }
      }
      figures.push(...(await lasting(folder, servers[0])));
      for (const { child } of servers) {
        child.disconnect();
        await once(child, "exit");
      }
      return figures;
    }),
  cell: (value) => (value < 1000 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US")),
  verdict: {
    heading: "judging costs, of bare",
    of(row) {
      const of = (name: string) => row.get(name) ?? Number.NaN;
      const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
      const [ours, counting, bare] = [of(OURS), of(COUNTING), of(BARE)];
      return ours < 1000 || !row.has(BARE) ? "" : `${percent(1 - ours / counting)}, ${percent(ours / bare)}`;
    },
  },
  note: `Connections from another process on loopback (wrk, else autocannon), ${SECONDS} s, median of ${ROUNDS} interleaved rounds. Recorded events of all types. All parse the body; ours judges its events and looks for repeated keys, the second only counts them, and the third keeps nothing: it is what Node can do at most. DuckDB stores them meanwhile; in a burst from many connections mostly afterwards, and when that has gone on for five seconds, as fast as they come.`,
};

async function lasting(
  folder: string,
  server: { readonly url: string; readonly child: ChildProcess } | undefined,
): Promise<Figure[]> {
  if (server === undefined) return [];
  const { requests, p99 } = await load(server.url, join(folder, "1.json"), 128, LASTING_SECONDS);
  await drain(server.child);
  const row = `1 event a request, 128 connections, for ${LASTING_SECONDS} s`;
  return [
    { row, contender: OURS, value: requests },
    { row: `${row}, 99th percentile in ms`, contender: OURS, value: p99 },
  ];
}

function bodyOf(batch: number): string {
  const { payloads } = mixedStream();
  return JSON.stringify({
    events: Array.from({ length: batch }, (_, i) => payloads[(i * 7) % payloads.length]),
  });
}

async function start(
  folder: string,
  mode: string,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL("serve-process.js", import.meta.url)), [folder, mode]);
  const [url] = (await once(child, "message")) as [string];
  return { url: `${url}/codex/analytics-events/events`, child };
}

/** Waits until everything is stored, so that the next round does not pay for this one. */
async function drain(child: ChildProcess): Promise<void> {
  const drained = once(child, "message");
  child.send("drain");
  await drained;
}

async function load(url: string, body: string, connections: number, seconds: number): Promise<Load> {
  const loadBy = hasWrk() ? loadByWrk : loadByAutocannon;
  return loadBy(url, body, connections, seconds);
}

function hasWrk(): boolean {
  return spawnSync("wrk", ["--version"]).error === undefined;
}

function loadByWrk(url: string, body: string, connections: number, seconds: number): Load {
  const script = `${body}.lua`;
  writeFileSync(
    script,
    `wrk.method = "POST"; wrk.headers["content-type"] = "application/json"
local file = io.open(${JSON.stringify(body)}, "rb"); wrk.body = file:read("*a"); file:close()
function done(summary, latency) io.write(string.format("RESULT %d %d %d\\n", summary.requests - summary.errors.status, summary.duration, latency:percentile(99))) end`,
  );
  const args = ["-t1", `-c${connections}`, `-d${seconds}`, "-s", script, url];
  const { stdout, stderr } = spawnSync("wrk", args, { encoding: "utf8" });
  const [, requests, microseconds, p99] = /RESULT (\d+) (\d+) (\d+)/.exec(stdout) ?? [];
  if (requests === undefined) throw new Error(`wrk failed\n${stdout}${stderr}`);
  return { requests: Number(requests) / (Number(microseconds) / 1e6), p99: Number(p99) / 1000 };
}

/** In this process, which does nothing else meanwhile. */
async function loadByAutocannon(
  url: string,
  body: string,
  connections: number,
  seconds: number,
): Promise<Load> {
  const { readFileSync } = await import("node:fs");
  const result = await autocannon({
    url,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: readFileSync(body),
    connections,
    duration: seconds,
  });
  return { requests: result["2xx"] / result.duration, p99: result.latency.p99 };
}
