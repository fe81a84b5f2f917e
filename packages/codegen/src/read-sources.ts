import { readdirSync, readFileSync } from "node:fs";
import { lineFeeds } from "./disk.js";
import type { SourceFile } from "./source.js";

/** Reads every JSON file below a schemas folder; line ends become LF. Sorted by path. Many small files: plain reads are fastest. */
export function readSources(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => ({
      path: path.replaceAll("\\", "/"),
      text: lineFeeds(readFileSync(`${root}/${path}`, "utf8")),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
