import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { AppServerClient, type ClientOptions } from "./app-server-client.js";
import { AppServerError } from "./app-server-error.js";
import { endChild, PATIENCE, type Patience } from "./end-child.js";

export interface SpawnOptions extends ClientOptions {
  /** The program; `codex` when left out. */
  readonly command?: string;
  /** Its arguments; `["app-server"]` when left out. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the process; that of this one when left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** Told of what the process writes on standard error, as it comes; passed over when left out. */
  readonly onStderr?: (text: string) => void;
  /** How long each step of {@link AppServerClient.close} may take. */
  readonly patience?: Partial<Patience>;
}

/**
 * Starts an app-server and talks to it over its standard input and output. A program that cannot be started shows as
 * `SPAWN_FAILED` on the first request. Closing the client ends the process: its input is closed, then SIGTERM, then SIGKILL.
 */
export function spawnAppServer(options: SpawnOptions = {}): AppServerClient {
  const { command = "codex", args = ["app-server"], cwd, env } = options;
  const child = spawn(command, args, {
    ...(cwd && { cwd }),
    ...(env && { env }),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const ended = endOf(child);
  drain(child.stderr, options.onStderr);
  const patience = { ...PATIENCE, ...options.patience };
  const end = () => endChild(child, patience).finally(() => child.stderr.destroy());
  return new AppServerClient(
    { readable: child.stdout, writable: child.stdin, pid: child.pid, ended, end },
    options,
  );
}

function endOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<AppServerError> {
  return new Promise((resolve) => {
    child.once("error", (cause) => resolve(new AppServerError("SPAWN_FAILED", { cause })));
    child.once("exit", (exitCode, signal) =>
      resolve(new AppServerError("CHILD_EXITED", { exitCode, signal })),
    );
  });
}

/** Reads on whether or not anybody listens: a process whose standard error is full stops. */
function drain(stderr: Readable, onStderr: ((text: string) => void) | undefined): void {
  stderr.setEncoding("utf8");
  stderr.on("data", (text: string) => {
    try {
      onStderr?.(text);
    } catch {
      // A listener that fails is no reason to stop reading.
    }
  });
  stderr.on("error", () => {});
}
