import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { packageFolder } from "../../src/workspace.js";

/** What the server tells: only how much waits is read here. */
export interface ToldState {
  readonly log?: { readonly entries: number };
}

export interface Ingestion {
  readonly address: string;
  /** What it tells on a path of its read API. */
  ask(path: string): Promise<ToldState>;
  /** Has it store all that it has received, and ends it. */
  stop(): Promise<void>;
}

export interface IngestionOptions {
  readonly folder: string;
  readonly port: number;
  readonly upstream: string;
}

/** Starts our ingestion server as a user does, by `codex-contracts serve`. */
export async function startIngestion({ folder, port, upstream }: IngestionOptions): Promise<Ingestion> {
  const program = join(packageFolder("cli"), "bin/codex-contracts.js");
  const args = [program, "serve", "--folder", folder, "--port", String(port), "--upstream", upstream];
  const child = spawn(process.execPath, [...args, "--log-level", "fatal"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = once(child, "exit");
  const address = `http://127.0.0.1:${port}`;
  while (!(await isReady(address))) {
    if (child.exitCode !== null) throw new Error("the ingestion server did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    address,
    // The server of this repository answers with its own state.
    ask: async (path) => (await fetch(`${address}${path}`)).json() as Promise<ToldState>,
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = await gone;
      if (code !== 0) throw new Error(`the ingestion server ended with ${code}`);
    },
  };
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).ok;
  } catch {
    return false;
  }
}
