import { appendFileSync } from "node:fs";
import type { SessionLine } from "./session-line.js";

export interface Recorder {
  record(line: SessionLine): void;
  /** Resolves once nothing has come for so many milliseconds: Codex sends its events one after the other. */
  quiet(milliseconds: number): Promise<void>;
}

const LONG = 20_000;

/** Writes what happens to a file, in order; a text that is very long is cut. */
export function makeRecorder(out: string): Recorder {
  let last = 0;
  return {
    record: (line) => {
      last = Date.now();
      appendFileSync(out, `${JSON.stringify(line, shortened)}\n`);
    },
    quiet: async (milliseconds) => {
      while (Date.now() - last < milliseconds) await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

function shortened(_: string, value: unknown): unknown {
  if (typeof value !== "string" || value.length <= LONG) return value;
  return `${value.slice(0, 20)}… (${value.length} characters)`;
}
