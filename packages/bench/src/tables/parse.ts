import { judgesOf } from "../judges.js";
import { type Contender, interleave } from "../measure/interleave.js";
import { loopOver } from "../measure/loops.js";
import { type Case, cases, mixedStream } from "../payloads.js";
import { peers } from "../peers/index.js";
import { type BenchTable, type Figure, OURS, type Row } from "./bench-table.js";

const EFFORT = { warmUpMs: 200, sampleMs: 5, rounds: 15 };
const ALONE = "JSON.parse alone";
const ROWS = ["analytics/codex-hook-run", "analytics/codex-guardian-review", "analytics/codex-turn-event"];

export const parse: BenchTable = {
  title: "Parsing and validating a line of NDJSON",
  unit: "ns",
  rows: "lines",
  processes: 3,
  async measure() {
    const figures: Figure[] = [];
    for (const measured of [mixedStream(), ...cases().filter(({ id }) => ROWS.includes(id))]) {
      for (const { name, ns } of interleave(await contendersFor(measured), EFFORT)) {
        figures.push({ row: measured.id, contender: name, value: ns });
      }
    }
    return figures;
  },
  cell: (value, row) => `${value.toFixed(0)} (${overAlone(value, row)})`,
  verdict: { heading: "ours over JSON.parse", of: (row) => overAlone(row.get(OURS) ?? Number.NaN, row) },
  note: "Each line is parsed anew, so that a validator meets objects that nobody has touched yet.",
};

async function contendersFor(measured: Case): Promise<Contender[]> {
  const lines = measured.payloads.map((payload) => JSON.stringify(payload));
  const alone = loopOver((line: string) => JSON.parse(line).event_type !== undefined, lines);
  const validated = (await judgesOf(measured, peers)).map(({ name, is }) => ({
    name,
    run: loopOver((line: string) => is(JSON.parse(line)), lines),
  }));
  return [{ name: ALONE, run: alone }, ...validated];
}

function overAlone(value: number, row: Row): string {
  return `${(value / (row.get(ALONE) ?? Number.NaN)).toFixed(2)}×`;
}
