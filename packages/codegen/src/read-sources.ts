import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SourceFile } from "./source.js";

/** Reads every JSON file below a schemas folder; line ends become LF. Sorted by path. */
export async function readSources(root: string): Promise<SourceFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((e) => e.isFile() && e.name.endsWith(".json")).map((e) => join(e.parentPath, e.name));
  const files = await Promise.all(
    paths.map(async (path) => ({
      path: path.slice(root.length + 1).replaceAll("\\", "/"),
      text: (await readFile(path, "utf8")).replaceAll("\r\n", "\n"),
    })),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
