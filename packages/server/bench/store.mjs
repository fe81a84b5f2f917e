// Measures the store: how fast entries of the log are judged and stored, what an event takes on disk, and how
// long questions take.  node bench/store.mjs [--events 200000] [--batch 1] [--store duckdb|postgres://…] [--folder DIR]
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { fixturesOf } from "@codex-contracts/fixtures";
import { openDuckDbStore } from "../dist/store/duckdb/duckdb-store.js";
import { openPostgresStore } from "../dist/store/postgres/postgres-store.js";
import { createIngest } from "../dist/worker/ingest.js";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "200000" },
    batch: { type: "string", default: "1" },
    entries: { type: "string", default: "10000" },
    store: { type: "string", default: "duckdb" },
    folder: { type: "string" },
  },
});
const total = Number(values.events);
const perRequest = Number(values.batch);
const perBatch = Math.max(1, Math.floor(Number(values.entries) / perRequest));

/** Events in a hundred, about as a fleet sends them. */
const MIX = {
  "analytics/codex-turn-event": 30,
  "analytics/codex-hook-run": 30,
  "analytics/codex-thread-initialized": 10,
  "analytics/codex-guardian-review": 8,
  "analytics/skill-invocation": 6,
  "analytics/codex-compaction-event": 5,
  "analytics/codex-turn-steer-event": 5,
  "analytics/codex-plugin-used": 3,
  "analytics/codex-app-used": 3,
};

const samples = Object.entries(MIX).flatMap(([id, share]) => {
  const valid = fixturesOf(id).filter((f) => f.kind === "valid");
  return Array.from({ length: share }, (_, i) => structuredClone(valid[i % valid.length].value));
});

const POOL = randomBytes(1 << 20).toString("hex");
let taken = 0;
const hex = (n) => {
  taken = (taken + 38) % (POOL.length - 64);
  return POOL.slice(taken, taken + 2 * n - 6) + (made % 0xffffff).toString(16).padStart(6, "0");
};
const uuid7 = (ms) => {
  const time = ms.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7abc-a${POOL.slice(taken, taken + 3)}-${hex(6)}`;
};

let made = 0;
let thread = uuid7(Date.now());
function nextEvent() {
  const event = samples[(made * 37) % samples.length];
  made += 1;
  if (made % 20 === 0) thread = uuid7(Date.now());
  const params = event.event_params;
  if ("thread_id" in params) params.thread_id = thread;
  if ("turn_id" in params) params.turn_id = uuid7(Date.now());
  for (const key of ["duration_ms", "input_tokens", "output_tokens", "total_tokens", "completion_latency_ms"])
    if (typeof params[key] === "number") params[key] = Math.floor(Math.random() * 100_000);
  if (typeof params.started_at === "number") params.started_at = Math.floor(Date.now() / 1000);
  return event;
}

/** Batches are made before the clock runs; what comes round again has new keys. */
const ROUND = 8;
let handed = 0;
const meta = { token: null, user_agent: null, originator: null, event_keys: null };
const bodies = Array.from({ length: Math.min(ROUND * perBatch, Math.ceil(total / perRequest)) }, () =>
  Buffer.from(JSON.stringify({ events: Array.from({ length: perRequest }, nextEvent) })),
);
function nextBatch() {
  return Array.from({ length: perBatch }, () => {
    const body = bodies[handed++ % bodies.length];
    return {
      key: uuid7(Date.now()),
      receivedAt: Date.now(),
      meta,
      body,
      position: String(handed),
      deliveries: 1,
    };
  });
}

const folder = values.folder ?? mkdtempSync(join(tmpdir(), "store-bench-"));
const opened = open();
await opened.store.migrate();
const times = [];
let stored = 0;
let begun = 0;
const used = process.cpuUsage();
const start = performance.now();
/** As a worker does: the next batch is judged while one is written. */
async function lane() {
  while (begun < total) {
    begun += perBatch * perRequest;
    const began = performance.now();
    const { accepted } = await opened.ingest(nextBatch());
    stored += accepted;
    times.push(performance.now() - began);
  }
}
await Promise.all([lane(), lane()]);
const seconds = (performance.now() - start) / 1000;
const cpu = process.cpuUsage(used);
times.sort((a, b) => a - b);
const row = (name, value) => console.log(`${name.padEnd(38)} ${value}`);
const quantile = (q) => times[Math.min(times.length - 1, Math.floor(q * times.length))].toFixed(0);
row("store", `${opened.store.description}, ${perRequest} events a request, ${perBatch} requests a batch`);
row("events a second", Math.round(stored / seconds).toLocaleString("en"));
row("batch ms p50 / p99 / max, two at once", [0.5, 0.99, 1].map(quantile).join(" / "));
row(
  "bytes an event, as received",
  Math.round(bodies.reduce((n, b) => n + b.length, 0) / bodies.length / perRequest),
);
row("memory, MiB", Math.round(process.memoryUsage().rss / 2 ** 20));
row(
  "cpu us an event, user / system",
  `${(cpu.user / stored).toFixed(1)} / ${(cpu.system / stored).toFixed(1)}`,
);

const QUESTIONS = {
  "count by type": "SELECT event_type, count(*) FROM events GROUP BY 1",
  "turns: tokens by model":
    "SELECT model, sum(input_tokens), sum(output_tokens) FROM codex_turn_event GROUP BY 1",
  "reviews: latency by risk, decision":
    "SELECT risk_level, decision, max(completion_latency_ms) FROM codex_guardian_review GROUP BY 1, 2",
  "compactions: saved by trigger, phase":
    "SELECT trigger, phase, avg(active_context_tokens_before - active_context_tokens_after) FROM codex_compaction_event GROUP BY 1, 2",
};
for (const [name, sql] of Object.entries(QUESTIONS)) {
  const runs = [];
  for (let i = 0; i < 5; i++) {
    const started = performance.now();
    await opened.store.query(sql);
    runs.push(performance.now() - started);
  }
  row(`${name}, ms`, runs.sort((a, b) => a - b)[2].toFixed(1));
}
for (const [name, ask] of Object.entries({
  "newest 100 events": () => opened.store.events({ limit: 100 }),
  "stats by minute": () => opened.store.stats({ bucket: "minute", since: Date.now() - 3_600_000 }),
  "latest 50 threads": () => opened.store.threads(50),
})) {
  const started = performance.now();
  await ask();
  row(`${name}, ms`, (performance.now() - started).toFixed(1));
}
await opened.store.close();
const again = open();
await again.store.migrate();
const { store } = await again.store.stats({ bucket: "day", since: Date.now() });
row("bytes an event, on disk", (store.bytes / store.events).toFixed(0));
await again.store.close();
if (values.folder === undefined) rmSync(folder, { recursive: true });

function open() {
  const store =
    values.store === "duckdb" ? openDuckDbStore({ folder }) : openPostgresStore({ url: values.store });
  return { store, ingest: createIngest(store) };
}
