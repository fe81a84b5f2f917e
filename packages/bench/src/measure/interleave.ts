/** Something to measure: `run(n)` does the work n times. */
export interface Contender {
  readonly name: string;
  readonly run: (times: number) => void;
}

export interface Measured {
  readonly name: string;
  /** Median time of one operation. */
  readonly ns: number;
}

export interface Effort {
  /** How long each contender runs before it is measured. */
  readonly warmUpMs: number;
  readonly sampleMs: number;
  readonly rounds: number;
}

/**
 * Measures contenders against each other in one run: after a warm-up each gets one sample a round, and each round
 * starts with another one, so that what the machine does meanwhile hits all alike.
 */
export function interleave(contenders: readonly Contender[], effort: Effort): Measured[] {
  const times = contenders.map((contender) => warmUp(contender, effort));
  const samples = contenders.map((): number[] => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (let i = 0; i < contenders.length; i++) {
      const at = (i + round) % contenders.length;
      const [contender, n] = [contenders[at], times[at]];
      if (contender === undefined || n === undefined) continue;
      samples[at]?.push((timeOf(contender, n) * 1e6) / n);
    }
  }
  return contenders.map(({ name }, i) => ({ name, ns: median(samples[i] ?? []) }));
}

/** Runs a contender until its code is as fast as it gets, and says how often it runs in one sample. */
function warmUp(contender: Contender, { warmUpMs, sampleMs }: Effort): number {
  let n = 1;
  let spent = 0;
  let perRun = Infinity;
  while (spent < warmUpMs) {
    const ms = timeOf(contender, n);
    spent += ms;
    perRun = ms / n;
    if (ms < sampleMs / 2) n *= 2;
  }
  return Math.max(1, Math.round(sampleMs / perRun));
}

function timeOf({ run }: Contender, times: number): number {
  const start = performance.now();
  run(times);
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
