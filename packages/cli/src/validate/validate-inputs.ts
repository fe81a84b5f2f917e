import type { Chunks } from "../context.js";
import { readValues } from "../input/read-values.js";
import { MisuseError } from "../misuse-error.js";
import type { Input } from "./inputs.js";
import { type Bench, judge, type Reading } from "./judge.js";
import type { Progress } from "./progress.js";
import type { Report } from "./report.js";
import { createTally } from "./tally.js";

export interface ValidateOptions {
  readonly bench: Bench;
  readonly reading: Reading;
  readonly maxFindings: number;
  readonly progress: Progress;
}

/** Reads the inputs one after the other and judges every message; memory does not grow with their size. */
export async function validateInputs(inputs: readonly Input[], options: ValidateOptions): Promise<Report> {
  const { bench, reading, maxFindings, progress } = options;
  const tally = createTally(reading, maxFindings);
  const sink = {
    value: (value: unknown, line: number, text: string) =>
      tally.add(judge(value, bench, reading), line, text),
    fault: tally.fault,
  };
  const onBytes = (amount: number) => {
    tally.bytes(amount);
    progress.advance(amount);
  };
  try {
    for (const input of inputs) {
      tally.file(input.name);
      await readValues(counted(input, onBytes), sink);
    }
  } finally {
    progress.stop();
  }
  return tally.report();
}

async function* counted(input: Input, onBytes: (amount: number) => void): Chunks {
  try {
    for await (const piece of input.open()) {
      onBytes(piece.length);
      yield piece;
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new MisuseError(
      `cannot read ${input.name}${code}`,
      "Check its permissions and that it is still there.",
      { cause: error },
    );
  }
}
