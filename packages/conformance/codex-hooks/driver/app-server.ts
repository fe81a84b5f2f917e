import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

// biome-ignore lint/suspicious/noExplicitAny: messages of an app-server are read by hand here, in a test only
type Message = any;

/** A running `codex app-server`. */
export interface AppServer {
  readonly notes: readonly Message[];
  request(method: string, params: unknown): Promise<Message>;
  /** The first notification that fits, also among those that came already; null after the time. */
  until(fits: (message: Message) => boolean, milliseconds: number): Promise<Message>;
  /** How often the user of a thread was asked for an approval. */
  asks(threadId: string): number;
  stop(): Promise<void>;
}

/** Starts an app-server on a CODEX_HOME; every approval that reaches the user is declined. */
export async function startAppServer(binary: string, home: string): Promise<AppServer> {
  const child = spawn(binary, ["app-server"], {
    env: { PATH: process.env["PATH"], CODEX_HOME: home, HOME: home, SHELL: "/bin/bash" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const notes: Message[] = [];
  const answers = new Map<number, (message: Message) => void>();
  const asked = new Map<string, number>();
  const watchers = new Set<(message: Message) => void>();
  let count = 0;
  const send = (message: unknown): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    if (message.id !== undefined && message.method !== undefined) {
      asked.set(message.params.threadId, (asked.get(message.params.threadId) ?? 0) + 1);
      return send({ id: message.id, result: { decision: "decline" } });
    }
    if (message.id !== undefined) return answers.get(message.id)?.(message);
    notes.push(message);
    for (const watcher of watchers) watcher(message);
  });
  const server: AppServer = {
    notes,
    request: (method, params) => {
      count += 1;
      const id = count;
      send({ id, method, params });
      return new Promise((resolve) => answers.set(id, resolve));
    },
    until: (fits, milliseconds) => {
      const seen = notes.find(fits);
      if (seen !== undefined) return Promise.resolve(seen);
      return new Promise((resolve) => {
        const finish = (message: Message): void => {
          clearTimeout(timer);
          watchers.delete(watch);
          resolve(message);
        };
        const watch = (message: Message): void => (fits(message) ? finish(message) : undefined);
        const timer = setTimeout(() => finish(null), milliseconds);
        watchers.add(watch);
      });
    },
    asks: (threadId) => asked.get(threadId) ?? 0,
    stop: () => stop(child),
  };
  const clientInfo = { name: "conformance", title: "conformance", version: "1" };
  await server.request("initialize", { clientInfo, capabilities: { experimentalApi: true } });
  send({ method: "initialized" });
  return server;
}

function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  return gone;
}
