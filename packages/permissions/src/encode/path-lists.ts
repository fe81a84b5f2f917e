import type { EntryList } from "../model/entry.js";

export interface PathListsOf {
  readonly read: string[];
  readonly write: string[];
}

/**
 * An overlay's file system as lists of paths to read and to write; undefined when lists cannot say it: a pattern, a
 * place, a deny entry or a depth. Source: observed, Codex 0.125.0.
 */
export function pathListsOf({ entries, globScanMaxDepth }: EntryList): PathListsOf | undefined {
  if (globScanMaxDepth !== undefined) return undefined;
  const lists: PathListsOf = { read: [], write: [] };
  for (const { path, access } of entries) {
    if (path.type !== "path" || access === "none") return undefined;
    lists[access].push(path.path);
  }
  return lists;
}
