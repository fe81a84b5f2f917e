import { readFileSync } from "node:fs";
import { filesBelow, lineFeeds } from "./disk.js";
import type { SourceFile } from "./source.js";

/**
 * Reads every JSON file below a schemas folder; line ends become LF. Sorted by path. Many small files: plain reads are
 * fastest. `paths`: the files below the folder, where somebody has listed them already.
 */
export function readSources(root: string, paths = filesBelow(root)): SourceFile[] {
  return paths
    .filter((path) => path.endsWith(".json"))
    .map((path) => ({ path, text: lineFeeds(readFileSync(`${root}/${path}`, "utf8")) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
