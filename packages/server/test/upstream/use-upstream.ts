import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import {
  type AddressInfo,
  createServer as createNetServer,
  type Server as NetServer,
  type Socket,
} from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
// The compiled one: it starts threads from files beside it.
import { type Server, startServer } from "../../dist/index.js";
import { writeTokens } from "../../dist/tokens.js";
import type { CompleteConfig } from "../../src/config/defaults.js";
import type { TokenRecord } from "../../src/tokens/token.js";

/** What the server wrote about itself. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly code?: string;
}

interface Special {
  readonly config?: Partial<CompleteConfig>;
  readonly tokens?: readonly TokenRecord[];
  /** Comes behind the URL of the backend. */
  readonly basePath?: string;
}

/**
 * A server in front of a backend whose behaviour each test makes up. Starting one takes longer than most tests: the
 * server is the same for all tests of a file, and so is the port of the backend.
 */
export function useUpstream() {
  let lines: string[] = [];
  let shared: Server | undefined;
  const sharedEnds: (() => Promise<unknown>)[] = [];
  const ends: (() => Promise<unknown>)[] = [];
  const sockets = new Set<Socket>();
  let backend: NetServer | undefined;
  const port = createNetServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    backend?.emit("connection", socket);
  });
  // It listens on a port.
  const url = () => `http://127.0.0.1:${(port.address() as AddressInfo).port}`;

  async function startOne(config: Partial<CompleteConfig>, to: typeof ends, { tokens }: Special = {}) {
    const folder = await mkdtemp(join(tmpdir(), "upstream-"));
    to.push(() => rm(folder, { recursive: true, force: true }));
    if (tokens !== undefined) await writeTokens(join(folder, "tokens.json"), tokens);
    const logTo = { write: (line: string) => void lines.push(line) };
    const server = await startServer({ folder, port: 0, shutdown_ms: 500, ...config }, { logTo });
    to.push(() => server.close());
    return server;
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => void port.listen(0, "127.0.0.1", resolve));
    shared = await startOne({ upstream: url() }, sharedEnds);
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    for (const socket of sockets) socket.destroy();
    // Connections that wait to be used again have to see that they are closed.
    while (sockets.size > 0) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 20));
    lines = [];
  });
  afterAll(async () => {
    for (const end of sharedEnds.reverse()) await end();
    await new Promise((resolve) => void port.close(resolve));
  });

  return {
    /** From here on the backend answers requests so. */
    backend(answer: RequestListener): void {
      backend = createServer(answer);
    },
    /** From here on connections to the backend go to this server. */
    backendIs(server: NetServer): void {
      backend = server;
    },
    backendUrl: url,
    /** The URL of the server in front of it. */
    front: () => shared?.url ?? "",
    /** One of its own for the test, in front of the same backend unless its configuration says otherwise. */
    start({ config = {}, basePath = "", ...special }: Special): Promise<Server> {
      return startOne({ upstream: url() + basePath, ...config }, ends, special);
    },
    startAlone: () => startOne({}, ends),
    /** What the servers of this test wrote. */
    log: () => lines.map((line) => JSON.parse(line) as LogLine),
    logText: () => lines.join(""),
  };
}
