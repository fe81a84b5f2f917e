import { spawnSync } from "node:child_process";
import { median } from "./interleave.js";

/** A command to time: a Node program with its arguments; `before` prepares what it works on and is not timed. */
export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly before?: () => void;
}

/** Times of whole processes in milliseconds, one list for each command: a round runs each once, and starts with another one. */
export function timeProcesses(commands: readonly Command[], rounds: number): number[][] {
  const times = commands.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < commands.length; i++) {
      const at = (i + round) % commands.length;
      const command = commands[at];
      if (command !== undefined) times[at]?.push(timeOf(command));
    }
  }
  return times;
}

/** Median of what each round took beyond the first command in the same round. */
export function overFirst(times: readonly number[][]): number[] {
  const [first = []] = times;
  return times.map((list) => median(list.map((ms, round) => ms - (first[round] ?? 0))));
}

function timeOf({ name, args, cwd, before }: Command): number {
  before?.();
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${name} failed\n${stderr}`);
  return ms;
}
