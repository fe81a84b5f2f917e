import { judgesOf } from "../judges.js";
import { interleave } from "../measure/interleave.js";
import { loopOver } from "../measure/loops.js";
import { cases, mixedStream } from "../payloads.js";
import { peers } from "../peers/index.js";
import { spoiledCase } from "../spoil.js";
import { type BenchTable, type Figure, OURS, type Row } from "./bench-table.js";

const EFFORT = { warmUpMs: 50, sampleMs: 2, rounds: 11 };

export const reject: BenchTable = {
  title: "Rejecting a message and listing every issue",
  unit: "ns",
  rows: "contract, errors",
  processes: 3,
  async measure() {
    const figures: Figure[] = [];
    for (const measured of [mixedStream(), ...cases()]) {
      const judges = await judgesOf(measured, peers);
      const { late, three } = spoiledCase(measured.id);
      for (const [errors, payloads] of [
        ["1 late", late],
        ["3", three],
      ] as const) {
        if (payloads.length === 0) continue;
        const contenders = judges.map(({ name, issues }) => ({
          name,
          run: loopOver((value: unknown) => issues(value).length, payloads),
        }));
        const row = `${measured.id}, ${errors}`;
        for (const { name, ns } of interleave(contenders, EFFORT)) {
          figures.push({ row, contender: name, value: ns });
        }
      }
    }
    return figures;
  },
  verdict: { heading: "ours / Ajv", of: overAjv },
  note: "`safeParse` and what it says against the full list of errors of each library (Ajv: allErrors). The last column is our time over the faster of the two Ajv columns: below 1 is faster.",
};

function overAjv(row: Row): string {
  const ajv = [...row].filter(([name]) => name.startsWith("Ajv")).map(([, value]) => value);
  return ((row.get(OURS) ?? Number.NaN) / Math.min(...ajv)).toFixed(2);
}
