// The programs of the cluster, each on a free port of loopback and in a folder of the benchmark.
import { execFileSync, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** PostgreSQL refuses to run as root, so that root lends it the identity of nobody. */
const NOBODY = 65_534;
const asOther = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const READY_WITHIN_MS = 20_000;

/** Where a program is; undefined when it is nowhere. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", ...postgresFolders()];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function postgresFolders() {
  const root = "/usr/lib/postgresql";
  return existsSync(root)
    ? readdirSync(root)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(root, version, "bin"))
    : [];
}

/** One NATS server with JetStream. */
export async function startNats(program, folder) {
  const port = await freePort();
  const child = spawn(program, ["-js", "-a", "127.0.0.1", "-p", String(port), "-sd", join(folder, "nats")], {
    stdio: "ignore",
  });
  await answers(port);
  return { url: `nats://127.0.0.1:${port}`, pid: child.pid, stop: () => stopped(child, "SIGTERM") };
}

/** A PostgreSQL that syncs its disk as it does unless told otherwise. */
export async function startPostgres(program, folder) {
  const data = join(folder, "postgres");
  mkdirSync(data);
  if (asOther.uid !== undefined) chownSync(data, asOther.uid, asOther.gid);
  const options = { ...asOther, cwd: data, env: { ...process.env, LC_ALL: "C" }, stdio: "ignore" };
  execFileSync(
    program.replace(/postgres$/, "initdb"),
    ["-D", data, "-U", "bench", "--auth=trust", "-E", "UTF8", "--locale=C"],
    options,
  );
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=512MB"];
  const child = spawn(
    program,
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    options,
  );
  await answers(port);
  return {
    url: `postgres://bench@127.0.0.1:${port}/postgres`,
    pid: child.pid,
    stop: () => stopped(child, "SIGINT"),
  };
}

/** A part of ours in a process of its own: see part.mjs. */
export async function startPart(name, settings) {
  const child = fork(fileURLToPath(new URL("part.mjs", import.meta.url)), [name, JSON.stringify(settings)], {
    execArgv: process.execArgv,
  });
  const [message] = await Promise.race([once(child, "message"), ended(child, name)]);
  return { url: message.url, pid: child.pid, stop: () => stopped(child, "SIGTERM") };
}

async function ended(child, name) {
  const [code] = await once(child, "exit");
  throw new Error(`${name} ended with ${code} before it was ready`);
}

async function stopped(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, "exit");
  child.kill(signal);
  await end;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function answers(port) {
  const end = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      socket.destroy();
    }
  }
}
