import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { SessionLine, WireMessage } from "./session-line.js";

// biome-ignore lint/suspicious/noExplicitAny: messages of an app-server are read by hand here, by a script only
export type Message = any;

/** A running `codex app-server` whose wire is taken down. */
export interface AppServer {
  /** The answer; an error is an answer too. */
  request(method: string, params: unknown): Promise<Message>;
  /** Every message that the server sent so far. */
  readonly seen: readonly Message[];
  /** The first message from that place on that fits; it is waited for. */
  after(place: number, fits: (message: Message) => boolean): Promise<Message>;
  stop(): Promise<void>;
}

export interface AppServerOptions {
  readonly binary: string;
  readonly args?: readonly string[];
  readonly home: string;
  readonly cwd: string;
  /** Environment beside what every Codex gets. */
  readonly env: Readonly<Record<string, string>>;
  record(line: SessionLine): void;
  /** What the user answers when asked. */
  answer(request: Message): unknown;
}

const PATIENCE = 60_000;

export async function startAppServer(options: AppServerOptions): Promise<AppServer> {
  const { binary, args = [], home, cwd, record } = options;
  const child = spawn(binary, ["app-server", "--analytics-default-enabled", ...args], {
    env: {
      PATH: process.env["PATH"],
      CODEX_HOME: home,
      HOME: home,
      SHELL: "/bin/bash",
      LANG: "C",
      ...options.env,
    },
    cwd,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const seen: Message[] = [];
  const answers = new Map<number, (message: Message) => void>();
  const watchers = new Set<() => void>();
  let count = 0;
  const send = (message: WireMessage): void => {
    record({ at: Date.now(), from: "client", message });
    child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    record({ at: Date.now(), from: "server", message });
    if (message.id !== undefined && message.method !== undefined)
      send({ id: message.id, result: options.answer(message) });
    else if (message.id !== undefined) answers.get(message.id)?.(message);
    seen.push(message);
    for (const look of watchers) look();
  });
  return {
    seen,
    request: (method, params) => {
      count += 1;
      const id = count;
      const answer = new Promise((resolve) => answers.set(id, resolve));
      send({ id, method, params });
      return answer;
    },
    after: (place, fits) =>
      new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer);
          watchers.delete(look);
        };
        const look = () => {
          const found = seen.slice(place).find(fits);
          if (found === undefined) return;
          end();
          resolve(found);
        };
        const timer = setTimeout(() => {
          end();
          reject(new Error(`what was waited for did not come; the last was a ${seen.at(-1)?.method}`));
        }, PATIENCE);
        watchers.add(look);
        look();
      }),
    stop: () => stop(child),
  };
}

function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  return gone;
}
