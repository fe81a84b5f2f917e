import { readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import type { FileSystemView } from "@codex-contracts/permissions";

/**
 * The file system of this machine. What is not there, or cannot be looked at, is undefined. Every path is looked at
 * once and none below a missing one, so that a profile full of made-up paths costs little.
 */
export function diskView(): FileSystemView {
  const seen = new Map<string, Stats | undefined>();
  const look = (path: string): Stats | undefined => {
    if (!seen.has(path))
      seen.set(
        path,
        orUndefined(() => statSync(path, { throwIfNoEntry: false })),
      );
    return seen.get(path);
  };
  const find = (path: string): Stats | undefined => {
    for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1))
      if (look(path.slice(0, end)) === undefined) return undefined;
    return look(path);
  };
  return {
    kindOf: (path) => {
      const found = find(path);
      return found && (found.isDirectory() ? "directory" : "file");
    },
    readText: (path) => orUndefined(() => readFileSync(path, "utf8")),
    realpath: (path) => (find(path) === undefined ? undefined : orUndefined(() => realpathSync(path))),
  };
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
