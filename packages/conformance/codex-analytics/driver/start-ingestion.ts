import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

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

/** Starts our ingestion server in a process of its own. */
export async function startIngestion({ folder, port, upstream }: IngestionOptions): Promise<Ingestion> {
  const main = fileURLToPath(new URL("server-process.ts", import.meta.url));
  const args = ["--import", import.meta.resolve("tsx"), main, folder, String(port), upstream];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const ready = once(createInterface({ input: child.stdout }), "line");
  const first = await Promise.race([ready, gone]);
  if (first[0] !== "ready") throw new Error("the ingestion server did not start");
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    ask: async (path) => (await fetch(`${address}${path}`)).json(),
    stop: async () => {
      child.stdin.end();
      const [code] = await gone;
      if (code !== 0) throw new Error(`the ingestion server ended with ${code}`);
    },
  };
}
