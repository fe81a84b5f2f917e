import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether the machine has a NATS server; Debian's package is nats-server. */
export const hasNats = spawnSync("nats-server", ["--version"]).status === 0;
if (!hasNats && process.env["CI"] !== undefined) throw new Error("nats-server must be there on CI");

/** A NATS server of the test's own, with JetStream, on loopback. */
export interface NatsServer {
  readonly address: string;
  readonly name: string;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on its old files. */
  start(): Promise<void>;
}

export interface NatsServers {
  readonly servers: readonly NatsServer[];
  /** The servers, and nothing else, as a URL of the log. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one server, or a cluster of several. */
export async function startNats(count: number, maxPayload = "1MB"): Promise<NatsServers> {
  const folder = mkdtempSync(join(tmpdir(), "codex-contracts-nats-"));
  const ports = await freePorts(count * 2);
  const routes = ports.slice(count).map((port) => `nats://127.0.0.1:${port}`);
  const servers = ports.slice(0, count).map((port, i) => {
    const name = `n${i}`;
    const config = join(folder, `${name}.conf`);
    const lines = [
      `server_name: ${name}`,
      `listen: 127.0.0.1:${port}`,
      `max_payload: ${maxPayload}`,
      `jetstream { store_dir: ${JSON.stringify(join(folder, name))}, max_file_store: 2GB, max_memory_store: 64MB }`,
      ...(count === 1
        ? []
        : [`cluster { name: test, listen: 127.0.0.1:${ports[count + i]}, routes: [${routes.join(", ")}] }`]),
    ];
    writeFileSync(config, `${lines.join("\n")}\n`);
    return natsServer(name, `127.0.0.1:${port}`, config);
  });
  await Promise.all(servers.map((server) => server.start()));
  return {
    servers,
    url: `nats://${servers.map((server) => server.address).join(",")}`,
    async stop() {
      await Promise.all(servers.map((server) => server.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function natsServer(name: string, address: string, config: string): NatsServer {
  let child: ChildProcess | undefined;
  return {
    name,
    address,
    async start() {
      child = spawn("nats-server", ["--config", config], { stdio: ["ignore", "ignore", "pipe"] });
      const { stderr } = child;
      let said = "";
      await new Promise<void>((resolve, reject) => {
        stderr?.on("data", (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes("Server is ready")) resolve();
        });
        child?.once("exit", () => reject(new Error(said)));
      });
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function freePorts(count: number): Promise<number[]> {
  const listeners = await Promise.all(
    Array.from({ length: count }, async () => {
      const listener = createServer().listen(0, "127.0.0.1");
      await once(listener, "listening");
      return listener;
    }),
  );
  const ports = listeners.map((listener) => {
    const address = listener.address();
    if (address === null || typeof address === "string") throw new Error("the listener has no port");
    return address.port;
  });
  await Promise.all(
    listeners.map(async (listener) => {
      listener.close();
      await once(listener, "close");
    }),
  );
  return ports;
}
