import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type BenchTable, type Figure, OURS } from "./bench-table.js";

const SCRIPT = fileURLToPath(new URL("../../../server/bench/cluster.mjs", import.meta.url));

/** Parts of the script, as contender and row. */
const PARTS = {
  bare: ["bare node:http", "acknowledged"],
  server: [OURS, "acknowledged by JetStream"],
  worker: [OURS, "stored in PostgreSQL"],
} as const;

interface Noted {
  readonly load: string;
  readonly part: keyof typeof PARTS;
  readonly figure: string;
  readonly value: number;
}

export const cluster: BenchTable = {
  title: "The cluster on one machine: one server, one NATS server, one worker, PostgreSQL",
  unit: "as each row says",
  rows: "figure",
  processes: 1,
  async measure() {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, "--json"], { encoding: "utf8" });
    if (status !== 0) throw new Error(`measuring the cluster failed\n${stderr}`);
    // Written by the script, empty where a program is missing.
    const noted = JSON.parse(stdout) as readonly Noted[];
    return noted.map(({ load, part, figure, value }): Figure => {
      const [contender, what] = PARTS[part];
      const done = part === "bare" ? PARTS.server[1] : what;
      return { row: `${load}, ${done}: ${figure}`, contender, value };
    });
  },
  cell: (value) => (value < 1000 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US")),
  note: "16 connections (wrk) unless told, events with ids of their own (770 bytes) unless recorded (520 bytes). The bare server parses the body and keeps nothing. Empty without nats-server and wrk; without postgres nothing is stored.",
};
