import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DEBIAN = "/usr/lib/postgresql";

/** Folder of the programs of PostgreSQL; undefined when they are on the path, or when there are none. */
export function postgresFolder(): string | undefined {
  if (runs("initdb") || !existsSync(DEBIAN)) return undefined;
  return readdirSync(DEBIAN)
    .map((version) => join(DEBIAN, version, "bin"))
    .find((folder) => existsSync(join(folder, "initdb")));
}

/** Why the commands of the guide cannot be run here; undefined when they can. */
export function missingForCluster(): string | undefined {
  if (process.platform === "win32") return "the guide is for a POSIX shell";
  if (!runs("nats-server")) return "nats-server is not installed";
  if (!runs("initdb") && postgresFolder() === undefined) return "PostgreSQL is not installed";
  return undefined;
}

function runs(program: string): boolean {
  return spawnSync(program, ["--version"]).status === 0;
}
