import { spawnSync } from "node:child_process";
import { packageRoot } from "../workspace.js";

/** Milliseconds that a process lives, by what it does: usually, and when nothing else kept the machine busy. */
export interface Startup {
  readonly name: string;
  readonly median: number;
  readonly fastest: number;
}

/** What is measured beside an empty process: the price of importing anything, then of what the protocol offers. */
const PROGRAMS: readonly { readonly name: string; readonly code: string }[] = [
  { name: "an empty process", code: "" },
  { name: "importing a module of one line", code: 'import "./src/startup/one-line.mjs";' },
  { name: "importing all of the protocol", code: 'import "@codex-contracts/protocol";' },
  { name: "importing all contracts by id", code: 'import "@codex-contracts/protocol/contracts";' },
  { name: "importing one event", code: 'import "@codex-contracts/protocol/analytics/codex-turn-event";' },
  { name: "importing the catalogue", code: 'import "@codex-contracts/protocol/catalogue";' },
];

/** Starts processes in turns, so that whatever else the machine does falls on all programs alike. */
export function measureStartup(rounds: number): readonly Startup[] {
  const times = PROGRAMS.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { code }] of PROGRAMS.entries()) times[i]?.push(lifetime(code));
  }
  return PROGRAMS.map(({ name }, i) => {
    const sorted = (times[i] ?? []).sort((a, b) => a - b);
    return {
      name,
      median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
      fastest: sorted[0] ?? Number.NaN,
    };
  });
}

function lifetime(code: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: packageRoot,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}
