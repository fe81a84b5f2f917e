import { judgesOf } from "../judges.js";
import { interleave } from "../measure/interleave.js";
import { loopOver } from "../measure/loops.js";
import { cases } from "../payloads.js";
import { peers } from "../peers/index.js";
import { type BenchTable, type Figure, leadOverFastest } from "./bench-table.js";

const EFFORT = { warmUpMs: 80, sampleMs: 2, rounds: 15 };

export const accept: BenchTable = {
  title: "Accepting a valid message, contract by contract",
  unit: "ns",
  rows: "contract",
  processes: 3,
  async measure() {
    const figures: Figure[] = [];
    for (const measured of cases()) {
      const contenders = (await judgesOf(measured, peers)).map(({ name, is }) => ({
        name,
        run: loopOver(is, measured.payloads),
      }));
      const row = `${measured.id} (${measured.payloads.length})`;
      for (const { name, ns } of interleave(contenders, EFFORT)) {
        figures.push({ row, contender: name, value: ns });
      }
    }
    return figures;
  },
  verdict: { heading: "lead", of: leadOverFastest },
  note: "In brackets: how many different messages. The lead is the time of the fastest other contender over ours.",
};
