import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median } from "../measure/interleave.js";
import { type BenchTable, type Figure, leadOverFastest, OURS, type Row } from "./bench-table.js";
import { recordContenders } from "./record-contenders.js";

const ROUNDS = 5;

/** What a process measures of one contender. */
interface Recorded {
  readonly hookRun: number;
  readonly turn: number;
  readonly nothing?: number;
  readonly perSecond: number;
  readonly cpu: number;
  readonly memory: number;
}

const SPEED = "delivered end to end, events per s";

export const record: BenchTable = {
  title: "Recording events and delivering them to a server on this machine",
  unit: "as the rows say",
  rows: "what",
  processes: 1,
  async measure() {
    const server = fork(program("record-server"), { execArgv: [] });
    const [{ port }] = await once(server, "message");
    const runs = interleaved(`http://127.0.0.1:${port}`);
    server.disconnect();
    return figuresOf(runs);
  },
  verdict: { heading: "lead", of: lead },
  note: `Median of ${ROUNDS} interleaved rounds, each contender in a process of its own. All send 200 events a request; posthog-node and ours pack them, Segment does not. A call keeps the event; validating it, reducing it to the privacy ceiling and writing its JSON follow in the next turn of the event loop and are in the processor time.`,
};

/** Runs of each contender: a round runs each once and starts with another one. */
function interleaved(url: string): ReadonlyMap<string, readonly Recorded[]> {
  const names = Object.keys(recordContenders);
  const runs = new Map(names.map((name): [string, Recorded[]] => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length] ?? "";
      runs.get(name)?.push(run(name, url));
    }
  }
  return runs;
}

function run(name: string, url: string): Recorded {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program("record-worker"), name, url], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`measuring ${name} failed\n${stderr}`);
  return JSON.parse(stdout);
}

function figuresOf(runs: ReadonlyMap<string, readonly Recorded[]>): Figure[] {
  const middle = (name: string, of: (run: Recorded) => number | undefined): number =>
    median((runs.get(name) ?? []).flatMap((each) => of(each) ?? []));
  const empty = middle("nothing", ({ memory }) => memory);
  const contenders = [...runs.keys()].filter((name) => name !== "nothing");
  return contenders.flatMap((contender) => [
    ...withoutEvent(
      contender,
      middle(contender, ({ nothing }) => nothing),
    ),
    { row: "a hook run, µs", contender, value: middle(contender, ({ hookRun }) => hookRun) },
    { row: "a turn, µs", contender, value: middle(contender, ({ turn }) => turn) },
    {
      row: "processor time for each event delivered, µs",
      contender,
      value: middle(contender, ({ cpu }) => cpu),
    },
    { row: SPEED, contender, value: middle(contender, ({ perSecond }) => perSecond) },
    {
      row: "memory over an idle process, MB",
      contender,
      value: middle(contender, ({ memory }) => memory) - empty,
    },
  ]);
}

/** The others have nothing of the kind. */
function withoutEvent(contender: string, value: number): Figure[] {
  return Number.isNaN(value) ? [] : [{ row: "a fact without an event, µs", contender, value }];
}

/** The one row where more is better compares the other way round. */
function lead(row: Row): string {
  const others = [...row].filter(([name, value]) => name !== OURS && !Number.isNaN(value));
  if (others.length === 0) return "";
  const most = Math.max(...row.values());
  if (most < 1_000) return leadOverFastest(row);
  return `${((row.get(OURS) ?? Number.NaN) / Math.max(...others.map(([, value]) => value))).toFixed(2)}×`;
}

function program(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}
