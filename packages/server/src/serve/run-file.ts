import { randomBytes } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the server of a folder is, for commands on the same machine; readable by the owner only. */
export interface RunFile {
  readonly url: string;
  readonly pid: number;
  /** Lets its bearer read, query and copy everything for as long as the server runs. */
  readonly secret: string;
}

/** What a server tells about itself; with a new secret of 256 random bits. */
export function makeRunFile(url: string, pid: number, random = randomBytes): RunFile {
  return { url, pid, secret: random(32).toString("base64url") };
}

/** Where it stands in the folder of the server. */
export function runFilePath(folder: string): string {
  return join(folder, "run.json");
}

/** Writes it for the owner only, in the place of that of an earlier server. */
export async function writeRunFile(folder: string, run: RunFile): Promise<void> {
  // Removed first, so that the mode is that of a new file.
  await removeRunFile(folder);
  await writeFile(runFilePath(folder), `${JSON.stringify(run)}\n`, { mode: 0o600, flag: "wx" });
}

/** Removes it; nothing happens when there is none. */
export async function removeRunFile(folder: string): Promise<void> {
  await rm(runFilePath(folder), { force: true });
}

/** The server that wrote the file last; undefined when there is none. It may have ended without removing it. */
export async function readRunFile(folder: string): Promise<RunFile | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(runFilePath(folder), "utf8"));
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { url, pid, secret } = value as Partial<Record<keyof RunFile, unknown>>;
  return typeof url === "string" && typeof pid === "number" && typeof secret === "string"
    ? { url, pid, secret }
    : undefined;
}
