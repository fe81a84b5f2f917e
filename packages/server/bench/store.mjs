// Measures the store: how fast entries of the log are judged and stored, what that takes, and how long questions
// take. Build first.
//   node bench/store.mjs [--events 1000000] [--batch 50] [--store duckdb|json|postgres://…] [--folder DIR] [--json]
// The store `json` is what one would write in an afternoon: SQLite, a table of types and JSON texts, nothing judged.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { openDuckDbStore } from "../dist/store/duckdb/duckdb-store.js";
import { openPostgresStore } from "../dist/store/postgres/postgres-store.js";
import { createIngest } from "../dist/worker/ingest.js";
import { judgeReceived } from "../dist/worker/judged-entry.js";
import { standardReadLimits } from "../dist/worker/worker.js";
import { fleetBodies, uuid7 } from "./fleet-events.mjs";
import { openJsonStore } from "./json-store.mjs";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    batch: { type: "string", default: "50" },
    store: { type: "string", default: "duckdb" },
    folder: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const total = Number(values.events);
const perRequest = Number(values.batch);
/** Bodies that are made before the clock runs; what comes round again has new keys. */
const EVENTS_MADE = 50_000;
const SAMPLES = 10;

const bodies = fleetBodies(Math.ceil(Math.min(total, EVENTS_MADE) / perRequest), perRequest).map(Buffer.from);
const meta = { token: null, user_agent: null, originator: null, event_keys: null };
let handed = 0;
/** As the log hands them out when there is more than fits. */
function nextBatch() {
  const entries = [];
  for (let bytes = 0; entries.length < standardReadLimits.entries && bytes < standardReadLimits.bytes; ) {
    const body = bodies[handed++ % bodies.length];
    bytes += body.length;
    entries.push({
      key: uuid7(),
      receivedAt: Date.now(),
      meta,
      body,
      position: String(handed),
      deliveries: 1,
    });
  }
  return entries;
}

const folder = values.folder ?? mkdtempSync(join(tmpdir(), "store-bench-"));
const { ingest, ask, close } = await open();
const memory = [];
const times = [];
let stored = 0;
const used = process.cpuUsage();
const start = performance.now();
/** Two batches are under way at once, as a worker has it. */
async function lane() {
  while (handed * perRequest < total) {
    const began = performance.now();
    const { accepted } = await ingest(nextBatch());
    stored += accepted;
    times.push(performance.now() - began);
    if (stored >= (memory.length + 1) * (total / SAMPLES)) memory.push(process.memoryUsage.rss());
  }
}
await Promise.all([lane(), lane()]);
const seconds = (performance.now() - start) / 1000;
const cpu = process.cpuUsage(used);
times.sort((a, b) => a - b);

const figures = {
  events: stored,
  "events a second": stored / seconds,
  "99th percentile of a batch, ms": times[Math.floor(0.99 * times.length)],
  "CPU an event, us": (cpu.user + cpu.system) / stored,
  "memory at a tenth, MiB": (memory[0] ?? 0) / 2 ** 20,
  "memory at the end, MiB": process.memoryUsage.rss() / 2 ** 20,
};
for (const [name, question] of Object.entries(ask)) {
  const runs = [];
  for (let i = 0; i < 5; i++) {
    const began = performance.now();
    await question();
    runs.push(performance.now() - began);
  }
  figures[`${name}, ms`] = runs.sort((a, b) => a - b)[2];
}
await close();
const file = { duckdb: "store.duckdb", json: "events.sqlite" }[values.store];
if (file !== undefined) figures["bytes an event, on disk"] = statSync(join(folder, file)).size / stored;
if (values.folder === undefined) rmSync(folder, { recursive: true });

if (!values.json)
  console.log("memory, MiB".padEnd(40), memory.map((bytes) => Math.round(bytes / 2 ** 20)).join(" "));
if (values.json) console.log(JSON.stringify(figures));
else
  for (const [name, value] of Object.entries(figures))
    console.log(`${name.padEnd(40)} ${Math.round(value * 10) / 10}`);

async function open() {
  if (values.store === "json") return openJsonStore(folder);
  const store =
    values.store === "duckdb" ? openDuckDbStore({ folder }) : openPostgresStore({ url: values.store });
  await store.migrate();
  const sql = (text) => () => store.query(text);
  return {
    ingest: createIngest(store, judgeReceived),
    close: () => store.close(),
    ask: {
      "count by type": sql("SELECT event_type, count(*) FROM events GROUP BY 1"),
      "turns: tokens by model": sql(
        "SELECT model, sum(input_tokens), sum(output_tokens) FROM codex_turn_event GROUP BY 1",
      ),
      "reviews: latency by risk, decision": sql(
        "SELECT risk_level, decision, max(completion_latency_ms) FROM codex_guardian_review GROUP BY 1, 2",
      ),
      "compactions: saved by trigger, phase": sql(
        "SELECT trigger, phase, avg(active_context_tokens_before - active_context_tokens_after) FROM codex_compaction_event GROUP BY 1, 2",
      ),
      "newest 100 events": () => store.events({ limit: 100 }),
      "stats by hour": () => store.stats({ bucket: "hour", since: Date.now() - 86_400_000 }),
      "latest 50 threads": () => store.threads(50),
    },
  };
}
