import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { CompleteConfig } from "../../src/config/defaults.js";

const script = fileURLToPath(new URL("serve-process.mjs", import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** The latest lines that it wrote about itself. */
  log(): string;
  /** Ends it at once, as a power cut would end the process. */
  kill(): Promise<void>;
  /** Asks it to stop and waits; its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts one; undefined when it was ended before it was ready. `onSpawn` gets the process before it listens, `nodeArgs`
 * are for Node.
 */
export async function startProcess(
  config: Partial<CompleteConfig>,
  onSpawn: (child: ChildProcess) => void = () => {},
  nodeArgs: readonly string[] = [],
): Promise<ServerProcess | undefined> {
  const told = JSON.stringify({ host: "127.0.0.1", port: 0, ...config });
  const child = spawn(process.execPath, [...nodeArgs, script, told], { stdio: ["ignore", "pipe", "pipe"] });
  onSpawn(child);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-5000);
  });
  const ended = once(child, "exit");
  const url = await Promise.race([
    once(child.stdout.setEncoding("utf8"), "data").then(([text]) => String(text).trim()),
    ended.then(() => undefined),
  ]);
  if (url === undefined) {
    if (child.signalCode === "SIGKILL") return undefined;
    throw new Error(`the server has ended at its start\n${errors}`);
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    url,
    child,
    log: () => errors,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}
