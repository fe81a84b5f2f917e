import { readFileSync, realpathSync, statSync } from "node:fs";
import type { FileSystemView } from "@codex-contracts/permissions";

/** The file system of this machine. What is not there, or cannot be looked at, is undefined. */
export const diskView: FileSystemView = {
  kindOf: orUndefined((path) => (statSync(path).isDirectory() ? "directory" : "file")),
  readText: orUndefined((path) => readFileSync(path, "utf8")),
  realpath: orUndefined((path) => realpathSync(path)),
};

function orUndefined<T>(look: (path: string) => T): (path: string) => T | undefined {
  return (path) => {
    try {
      return look(path);
    } catch {
      return undefined;
    }
  };
}
