// Measures the cluster: what one server appends to a JetStream stream of one node, and how fast one worker moves it
// into PostgreSQL. Starts nats-server and PostgreSQL by itself; needs wrk. Build first.
//   node bench/cluster.mjs [--seconds 4] [--batches 1,50] [--parts bare,server,worker] [--json]
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import pg from "pg";
import { cpuOf } from "./cluster/cpu.mjs";
import { load } from "./cluster/load.mjs";
import { findProgram, startNats, startPart, startPostgres } from "./cluster/services.mjs";
import { fleetBodies } from "./fleet-events.mjs";
import { recordedBodies } from "./recorded-bodies.mjs";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "4" },
    batches: { type: "string", default: "1,50" },
    /** Leaves the bare server or the worker out. */
    parts: { type: "string", default: "bare,server,worker" },
    json: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const parts = values.parts.split(",");
/** Events whose bodies are made before the clock runs. */
const EVENTS_MADE = 20_000;
const STREAM_BYTES = 4 * 1024 ** 3;
/** Events of their own can be stored; those of a recording are as long as those of a real Codex. */
const LOADS = [
  { name: "1 a request", batch: 1, connections: 16, bodiesOf: fleetBodies, storable: true },
  { name: "50 a request", batch: 50, connections: 16, bodiesOf: fleetBodies, storable: true },
  {
    name: "50 recorded ones a request, 32 connections",
    batch: 50,
    connections: 32,
    bodiesOf: recordedBodies,
    storable: false,
  },
];

const programs = Object.fromEntries(["nats-server", "wrk", "postgres"].map((p) => [p, findProgram(p)]));
const folder = mkdtempSync(join(tmpdir(), "cluster-bench-"));
chmodSync(folder, 0o755);
const running = [];
/** For --json. */
const figures = [];
const started = async (starting) => {
  const service = await starting;
  running.push(service);
  return service;
};
try {
  await measure();
  if (values.json) console.log(JSON.stringify(figures));
} finally {
  for (const service of running.reverse()) await service.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  for (const name of ["nats-server", "wrk"])
    if (programs[name] === undefined)
      return row("skipped", `everything: there is no ${name} on this machine`);
  const nats = await started(startNats(programs["nats-server"], folder));
  const withWorker = parts.includes("worker") && programs.postgres !== undefined;
  if (parts.includes("worker") && !withWorker)
    row("skipped", "worker into PostgreSQL: there is no postgres on this machine");
  const postgres = withWorker ? await started(startPostgres(programs.postgres, folder)) : undefined;
  const batches = values.batches.split(",").map(Number);
  for (const [i, given] of LOADS.entries()) {
    const { name, batch, bodiesOf, storable } = given;
    if (!batches.includes(batch)) continue;
    const made = { ...given, bodies: bodiesOf(Math.ceil(EVENTS_MADE / batch), batch) };
    row(name, `${Math.round(made.bodies.join("").length / made.bodies.length / batch)} bytes an event`);
    const bare = parts.includes("bare") ? await append("bare", made, {}, {}) : undefined;
    const log = `${nats.url}?replicas=1&stream=B${i}&subject=bench.b${i}&max_bytes=${STREAM_BYTES}`;
    const settings = { log, folder: join(folder, `server${i}`) };
    const server = await append("server", made, settings, { nats });
    if (bare !== undefined) row("  of the bare server's", `${((100 * server) / bare).toFixed(0)} %`);
    if (postgres !== undefined && storable) await drain(i, made, { log, nats, postgres });
  }
}

/** Load on one server; requests a second. */
async function append(name, { name: loadName, batch, bodies, connections }, settings, others) {
  const part = await startPart(name, settings);
  try {
    await load(programs.wrk, { url: part.url, bodies, connections, seconds: 1, folder });
    const cpu = meter({ [name]: part, ...others });
    const found = await load(programs.wrk, { url: part.url, bodies, connections, seconds, folder });
    const events = found.requests * batch;
    note(loadName, name, "events a second", found.perSecond * batch);
    note(loadName, name, "99th percentile of a request, ms", found.p99);
    row(
      name === "bare" ? "  node:http with JSON.parse" : "  server into JetStream",
      `${count(found.perSecond)} requests/s, ${count(found.perSecond * batch)} events/s, p50 ${found.p50.toFixed(1)} ms, p99 ${found.p99.toFixed(1)} ms; ${cpu(events)}${found.failed > 0 ? `; ${found.failed} failed` : ""}`,
    );
    return found.perSecond;
  } finally {
    await part.stop();
  }
}

/** One worker on what the server left in the stream. */
async function drain(i, { name, batch }, { log, nats, postgres }) {
  const connection = await connect({ servers: nats.url });
  const database = new pg.Client(postgres.url);
  await database.connect();
  const streams = (await jetstreamManager(connection)).streams;
  try {
    await database.query(`CREATE DATABASE b${i}`);
    const store = postgres.url.replace(/postgres$/, `b${i}`);
    const worker = await startPart("worker", { log, store, folder: join(folder, "worker") });
    const cpu = meter({ worker, nats, postgres });
    const start = performance.now();
    const before = (await streams.info(`B${i}`)).state.messages * batch;
    while ((await streams.info(`B${i}`)).state.messages > 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const took = (performance.now() - start) / 1000;
    note(name, "worker", "events a second", before / took);
    row(
      "  worker into PostgreSQL",
      `${count(before / took)} events/s, ${count(before)} in ${took.toFixed(1)} s; ${cpu(before)}`,
    );
    await worker.stop();
  } finally {
    await database.end();
    await connection.close();
  }
}

/** Tells afterwards what each process has used for an event. */
function meter(services) {
  const before = Object.entries(services).map(([name, { pid }]) => [name, pid, cpuOf(pid)]);
  return (events) =>
    before
      .map(([name, pid, used]) =>
        used === null ? `${name} cpu not known` : `${name} ${((cpuOf(pid) - used) / events).toFixed(1)} us`,
      )
      .join(", ");
}

function count(n) {
  return Math.round(n).toLocaleString("en");
}

function note(load, part, figure, value) {
  figures.push({ load, part, figure, value });
}

function row(name, value) {
  if (values.json) console.error(`${name.padEnd(30)} ${value}`);
  else console.log(`${name.padEnd(30)} ${value}`);
}
