import type { Issue } from "@codex-contracts/protocol";
import { type Entry, pathEntry } from "../model/entry.js";
import { readPaths } from "./read-path.js";

export interface PathLists {
  readonly read?: readonly string[] | null;
  readonly write?: readonly string[] | null;
}

/** The entries that the older spelling of an overlay stands for: every path to read, then every path to write. */
export function readPathLists(
  { read, write }: PathLists,
  pointer: string,
  issues: Issue[],
): readonly Entry[] {
  return [
    ...readPaths(read, `${pointer}/read`, issues).map((path) => pathEntry(path, "read")),
    ...readPaths(write, `${pointer}/write`, issues).map((path) => pathEntry(path, "write")),
  ];
}
