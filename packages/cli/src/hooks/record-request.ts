import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HookInput } from "@codex-contracts/protocol/hooks";
import { MisuseError } from "../misuse-error.js";

/** Writes a request to a file of a folder, byte for byte as the hook reads it, and tells the path. */
export async function recordRequest(folder: string, fileName: string, input: HookInput): Promise<string> {
  const path = join(folder, fileName);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, JSON.stringify(input));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new MisuseError(`cannot write ${path}: ${code}`, "Name a folder that you may write to.");
  }
  return path;
}
