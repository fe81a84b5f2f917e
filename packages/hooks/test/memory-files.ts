import type { HookFiles } from "../src/config.js";

/** Files that are not on a disk. */
export function memoryFiles(
  files: Readonly<Record<string, string>>,
  folders: readonly string[] = [],
): HookFiles {
  return {
    read: (path) => {
      const text = files[path];
      return text === undefined ? { kind: "missing" } : { kind: "text", text };
    },
    folder: (path) => (folders.includes(path) ? "folder" : path in files ? "other" : "missing"),
  };
}
