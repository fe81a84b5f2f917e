import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { packageFolder } from "../src/workspace.js";

const COMMAND = join(packageFolder("cli"), "bin", "codex-contracts.js");

/** Our ingestion server as a process of its own, which can be killed and comes back at the same place. */
export interface ShakyServer {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly baseUrl: string;
  start(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** What a question in SQL answers, a row an object. */
  query(sql: string): readonly Readonly<Record<string, unknown>>[];
}

/** A server whose data is in `folder`; it is not started yet. */
export async function shakyServer(folder: string): Promise<ShakyServer> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  return {
    origin: address,
    baseUrl: `${address}/backend-api`,
    async start() {
      const args = ["serve", "--folder", folder, "--port", String(port), "--log-level", "fatal"];
      child = spawn(process.execPath, [COMMAND, ...args], { stdio: ["ignore", "ignore", "inherit"] });
      while (!(await isReady(address))) {
        if (child.exitCode !== null) throw new Error("the ingestion server did not start");
        await sleep(50);
      }
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    query(sql) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [COMMAND, "query", "--folder", folder, "--json", "--rows", "1000000", sql],
        { encoding: "utf8", maxBuffer: 256 * 1024 ** 2 },
      );
      if (status !== 0) throw new Error(stderr);
      return stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
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

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  if (address === null || typeof address === "string") throw new Error("the listener has no port");
  return address.port;
}
