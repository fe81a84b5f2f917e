import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Change } from "./plan.js";

/** Paths of all files below some folders of the repository, with forward slashes. Folders that do not exist are empty. */
export function listFiles(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    const base = `${root}/${folder}`;
    if (!existsSync(base)) return [];
    return readdirSync(base, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.slice(root.length + 1)}/${entry.name}`.replaceAll("\\", "/"));
  });
}

/** Reads files of the repository; line ends become LF. Many small files: plain reads are fastest. */
export function readFiles(root: string, paths: readonly string[]): Map<string, string> {
  return new Map(paths.map((path) => [path, lineFeeds(readFileSync(`${root}/${path}`, "utf8"))]));
}

/** A text with LF alone at the ends of its lines. */
export function lineFeeds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}

/** Size and time of each file, to tell cheaply that nothing was touched. */
export function fingerprint(root: string, folders: readonly string[]): string {
  return listFiles(root, folders)
    .map((path) => {
      const { size, mtimeMs } = statSync(`${root}/${path}`);
      return `${path} ${size} ${mtimeMs}`;
    })
    .sort()
    .join("\n");
}

/** Brings the disk to what a plan says. Each file appears whole or not at all. */
export async function applyChanges(root: string, changes: readonly Change[]): Promise<void> {
  for (const folder of new Set(
    changes.filter((c) => c.kind !== "extra").map((c) => dirname(join(root, c.path))),
  ))
    await mkdir(folder, { recursive: true });
  await Promise.all(
    changes.map(async ({ kind, path, after }) => {
      const target = join(root, path);
      if (kind === "extra") return rm(target);
      await writeFile(`${target}.writing`, after);
      return rename(`${target}.writing`, target);
    }),
  );
}
