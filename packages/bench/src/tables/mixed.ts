import { judgesOf } from "../judges.js";
import { interleave } from "../measure/interleave.js";
import { loopOver } from "../measure/loops.js";
import { mixedStream } from "../payloads.js";
import { peers } from "../peers/index.js";
import { type BenchTable, leadOverFastest } from "./bench-table.js";

const EFFORT = { warmUpMs: 500, sampleMs: 5, rounds: 21 };

export const mixed: BenchTable = {
  title: "Accepting the mixed stream of all event types (AnalyticsEvent), per event",
  unit: "ns",
  rows: "stream",
  processes: 5,
  async measure() {
    const stream = mixedStream();
    const contenders = (await judgesOf(stream, peers)).map(({ name, is }) => ({
      name,
      run: loopOver(is, stream.payloads),
    }));
    const row = `${stream.payloads.length} events`;
    return interleave(contenders, EFFORT).map(({ name, ns }) => ({ row, contender: name, value: ns }));
  },
  verdict: { heading: "lead", of: leadOverFastest },
  note: "The recorded events in the order of sending, then those that follow from the rules.",
};
