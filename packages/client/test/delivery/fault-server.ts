import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export type Fault =
  | "none"
  | "error"
  | "busy"
  | "slow"
  | "reset-before"
  | "reset-during"
  | "reset-after"
  | "half-answer";

const PROGRAM = fileURLToPath(new URL("./fault-server.mjs", import.meta.url));

interface Received {
  readonly turns: readonly string[];
  readonly keys: string;
  readonly id: string;
  readonly taken: boolean;
}

/** A server in a process of its own that misbehaves when told to, and can die. Counts each event once, by its key. */
export class FaultServer {
  /** Turns of the events, by key. */
  readonly events = new Map<string, string>();
  /** Events that arrived again. */
  duplicates = 0;
  /** Events in requests, taken or not. */
  arrived = 0;
  /** Bytes of a batch by its key would differ if its events did. */
  readonly batches = new Map<string, string>();
  port = 0;
  #child: ChildProcess | undefined;
  #fault: Fault = "none";

  static async start(whenFinished: typeof onTestFinished = onTestFinished): Promise<FaultServer> {
    const server = new FaultServer();
    await server.restart();
    whenFinished(() => server.die());
    return server;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  set fault(fault: Fault) {
    this.#fault = fault;
    this.#child?.send(fault);
  }

  /** Ends the process at once. */
  async die(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }

  /** Starts the process, on the same port as before. */
  async restart(): Promise<void> {
    const child = fork(PROGRAM, [String(this.port), this.#fault], { execArgv: [] });
    this.#child = child;
    const [{ port }] = await once(child, "message");
    this.port = port;
    child.on("message", (received) => this.#receive(received as Received));
  }

  #receive({ turns, keys, id, taken }: Received): void {
    this.arrived += turns.length;
    const before = this.batches.get(id);
    if (before !== undefined && before !== keys) throw new Error("a batch was sent again with other events");
    this.batches.set(id, keys);
    if (!taken) return;
    for (const [i, key] of readEventKeys(keys).entries()) {
      if (this.events.has(key)) this.duplicates += 1;
      this.events.set(key, turns[i] ?? "");
    }
  }
}

/** Keys of the header, one by one. */
export function readEventKeys(text: string): string[] {
  return text.split(";").flatMap((part) => {
    const [stream = "", ranges = ""] = part.split(":");
    return ranges.split(",").flatMap((range) => {
      const [first = 0, last = first] = range.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => `${stream}:${first + i}`);
    });
  });
}
