import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Context, FileKind } from "./context.js";

/** Big enough that reading costs little beside parsing, small enough to stay out of the memory figure. */
const CHUNK_BYTES = 1024 * 1024;

/** The world of the running process. */
export function processContext(): Context {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    inspect,
    open: (path) => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
  };
}

async function inspect(path: string): Promise<FileKind> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { kind: "directory" };
    return found.isFile() ? { kind: "file", size: found.size } : { kind: "stream" };
  } catch (error) {
    return { kind: (error as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : "unreadable" };
  }
}
