import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MisuseError } from "../misuse-error.js";
import { MOST_BYTES, MOST_FILES, type SideFile } from "./side.js";

const SKIPPED = new Set(["node_modules", ".git", "dist"]);

/** The JSON files below a folder, without those of installed packages and of git. */
export async function folderFiles(folder: string): Promise<SideFile[]> {
  const paths: string[] = [];
  const visit = async (inside: string): Promise<void> => {
    for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) await visit(path);
      else if (entry.isFile() && entry.name.endsWith(".json")) paths.push(path);
      if (paths.length > MOST_FILES) throw tooMuch(folder);
    }
  };
  await visit("");
  let bytes = 0;
  const files: SideFile[] = [];
  for (const path of paths) {
    const text = await readFile(join(folder, path), "utf8");
    if ((bytes += text.length) > MOST_BYTES) throw tooMuch(folder);
    files.push({ path, text });
  }
  return files;
}

function tooMuch(folder: string): MisuseError {
  return new MisuseError(`${folder} holds too many JSON files`, "Name the folder of the schemas.");
}
