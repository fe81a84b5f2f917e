import { appendFileSync } from "node:fs";
import type { SessionLine } from "./session-line.js";

export interface Recorder {
  record(line: SessionLine): void;
  /** Resolves once nothing has come for a while: Codex sends its events one after the other. */
  quiet(): Promise<void>;
}

const QUIET = 700;
const LONG = 20_000;

/** Writes what happens to a file, in order; a text that is very long is cut. */
export function makeRecorder(out: string): Recorder {
  let last = 0;
  return {
    record: (line) => {
      last = Date.now();
      appendFileSync(out, `${JSON.stringify(line, shortened)}\n`);
    },
    quiet: async () => {
      while (Date.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

function shortened(_: string, value: unknown): unknown {
  if (typeof value !== "string" || value.length <= LONG) return value;
  return `${value.slice(0, 20)}… (${value.length} characters)`;
}
