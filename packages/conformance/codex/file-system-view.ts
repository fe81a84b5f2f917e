import { readFileSync, realpathSync, statSync } from "node:fs";
import type { FileSystemView } from "@codex-contracts/permissions";

/** The file system of this machine, as `@codex-contracts/permissions` asks for it. */
export const fileSystemView: FileSystemView = {
  kindOf: (path) => attempt(() => (statSync(path).isDirectory() ? "directory" : "file")),
  readText: (path) => attempt(() => readFileSync(path, "utf8")),
  realpath: (path) => attempt(() => realpathSync(path)),
};

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
