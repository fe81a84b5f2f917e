import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type BenchTable, type Figure, OURS } from "./bench-table.js";

const SCRIPT = fileURLToPath(new URL("../../../server/bench/store.mjs", import.meta.url));
const EVENTS = 1_000_000;
const STORES = { [OURS]: "duckdb", "SQLite, JSON texts": "json" };

export const store: BenchTable = {
  title: `The embedded store: a backlog of ${EVENTS.toLocaleString("en-US")} events, 50 a request, and questions about them`,
  unit: "as each row says",
  rows: "figure",
  processes: 1,
  measure: async () => Object.entries(STORES).flatMap(([contender, name]) => figuresOf(contender, name)),
  cell: (value) => (value < 1000 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US")),
  note: "Events as a fleet of Codexes sends them, each with ids of its own. Ours judges each event, keeps each key once for ever and fills typed tables (DuckDB); the other one parses the request and keeps type and params as text (WAL, synchronous NORMAL). Questions: median of five. `node packages/server/bench/store.mjs --events 10000000` in packages/server measures more of them.",
};

function figuresOf(contender: string, name: string): Figure[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [SCRIPT, "--events", String(EVENTS), "--store", name, "--json"],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`measuring the store failed\n${stderr}`);
  // Written by the script as names and numbers.
  const figures = JSON.parse(stdout) as Record<string, number>;
  return Object.entries(figures).map(([row, value]) => ({ row, contender, value }));
}
