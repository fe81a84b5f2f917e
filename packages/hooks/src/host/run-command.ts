import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { type BoundedOutput, boundedOutput } from "./bounded-output.js";
import { killTree, type ProcessTree, processTree } from "./kill-tree.js";
import { osErrorText } from "./os-error.js";
import { argumentsUnderNode, type Shell } from "./shell.js";

/** A command line with all that it needs to run. */
export interface CommandToRun {
  readonly command: string;
  readonly shell: Shell;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: string;
  /** Seconds; they begin when stdin is written, and writing it has as many. */
  readonly timeout: number;
  /** Bytes that stdout and stderr may have each. */
  readonly outputLimit: number;
  readonly signal?: AbortSignal;
}

/** How a command ended. */
export interface CommandResult {
  /** Null when a signal ended it, or when there is an error. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly error?: string;
  readonly durationMs: number;
}

/**
 * Bytes that a pipe takes without a reader. A hook that ends before it read so few may or may not fail in Codex,
 * as the write comes before or after; here it never does.
 */
const pipeCapacity = 65_536;

/**
 * Runs a command line as Codex runs a hook: its input is written and stdin closed, and it ends when the process has
 * ended and nobody holds its stdout and stderr any more. What does not end in time is killed with all it started.
 */
export async function runCommand(given: CommandToRun): Promise<CommandResult> {
  const from = performance.now();
  const child = start(given);
  const end = child instanceof Error ? endWith(osErrorText(child)) : await supervise(child, given);
  return { ...end, durationMs: Math.round(performance.now() - from) };
}

type End = Omit<CommandResult, "durationMs">;

function endWith(error: string): End {
  return { exitCode: null, stdout: "", stderr: "", error };
}

function start({ command, shell, cwd, env }: CommandToRun): ChildProcessWithoutNullStreams | Error {
  try {
    return spawn(shell.program, [...argumentsUnderNode(shell, env), command], {
      cwd,
      env: { ...env },
      stdio: ["pipe", "pipe", "pipe"],
      // A group of its own, so that it can be killed with all it started.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Waits for the end that comes first: of the process, of its time, of its output, or of the host's patience. */
async function supervise(child: ChildProcessWithoutNullStreams, given: CommandToRun): Promise<End> {
  const tree = child.pid === undefined ? null : processTree(child, child.pid);
  const output = { stdout: boundedOutput(given.outputLimit), stderr: boundedOutput(given.outputLimit) };
  const watch = new AbortController();
  try {
    const end = await new Promise<{ exitCode: number | null; error?: string }>((resolve) => {
      const giveUp = (error: string): void => resolve({ exitCode: null, error });
      child.on("close", (exitCode) => resolve({ exitCode }));
      child.on("error", (error) => giveUp(osErrorText(error)));
      readOutput(child, output, giveUp, given.outputLimit);
      const restart = timeLimit(given.timeout, giveUp, watch.signal);
      given.signal?.addEventListener("abort", () => giveUp(cancelled), { signal: watch.signal });
      if (given.signal?.aborted === true) giveUp(cancelled);
      child.stdin.on("error", (error) => {
        if (Buffer.byteLength(given.stdin) > pipeCapacity)
          giveUp(`failed to write hook stdin: ${osErrorText(error)}`);
      });
      child.stdin.end(given.stdin, restart);
    });
    if (end.error !== undefined) await abandon(child, tree);
    return { stdout: output.stdout.text(), stderr: output.stderr.text(), ...end };
  } finally {
    watch.abort();
  }
}

const cancelled = "the hook was cancelled";

function readOutput(
  child: ChildProcessWithoutNullStreams,
  output: Readonly<Record<"stdout" | "stderr", BoundedOutput>>,
  giveUp: (error: string) => void,
  limit: number,
): void {
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("error", () => undefined);
    child[name].on("data", (chunk: Uint8Array) => {
      if (output[name].add(chunk)) return;
      child[name].removeAllListeners("data").destroy();
      giveUp(`hook wrote more than ${limit} bytes to ${name}`);
    });
  }
}

/** Starts the time of a hook; what it returns starts it again. */
function timeLimit(seconds: number, giveUp: (error: string) => void, ended: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    if (ended.aborted) return;
    // Node counts in 32 bits; a longer time is as good as none.
    timer = setTimeout(
      () => giveUp(`hook timed out after ${seconds}s`),
      Math.min(seconds * 1000, 2 ** 31 - 1),
    );
  };
  ended.addEventListener("abort", () => clearTimeout(timer));
  restart();
  return restart;
}

/** Kills a hook with all that it started, and waits until it is gone, but not for ever. */
async function abandon(child: ChildProcessWithoutNullStreams, tree: ProcessTree | null): Promise<void> {
  for (const stream of [child.stdin, child.stdout, child.stderr])
    stream.on("error", () => undefined).destroy();
  if (tree === null) return;
  killTree(tree);
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 2000).unref();
    child.once("exit", () => resolve());
  });
}
