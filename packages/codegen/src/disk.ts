import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Change, Disk } from "./plan.js";

/** Paths of all files below some folders of the repository, with forward slashes. Folders that do not exist are empty. */
export function listFiles(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    existsSync(`${root}/${folder}`) ? filesBelow(`${root}/${folder}`).map((path) => `${folder}/${path}`) : [],
  );
}

/**
 * Paths of all files below a folder, from there on. A link counts as the file that it leads to; links to folders do not
 * count. `wants`: which names of files and folders are looked at; all of them unless told.
 */
export function filesBelow(root: string, wants: (name: string) => boolean = () => true): string[] {
  const found: string[] = [];
  // Node's own recursion takes twice as long, which is felt in every run.
  const walk = (prefix: string) => {
    for (const entry of readdirSync(root + prefix, { withFileTypes: true })) {
      if (!wants(entry.name)) continue;
      const path = `${prefix}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && leadsToFile(root + path)))
        found.push(path.slice(1));
    }
  };
  walk("");
  return found;
}

function leadsToFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Files of the repository, each read when it is first asked for; line ends become LF. */
export function openDisk(root: string, paths: readonly string[]): Disk {
  const there = new Set(paths);
  const read = new Map<string, string>();
  return {
    keys: () => there.keys(),
    get(path) {
      if (!there.has(path)) return undefined;
      const text = read.get(path) ?? lineFeeds(readFileSync(`${root}/${path}`, "utf8"));
      read.set(path, text);
      return text;
    },
  };
}

/** A text with LF alone at the ends of its lines. */
export function lineFeeds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}

/** Size and time of each file, to tell cheaply that nothing was touched. */
export type Fingerprint = ReadonlyMap<string, string>;

export function fingerprint(root: string, paths: readonly string[]): Fingerprint {
  return new Map(paths.map((path) => [path, traceOf(root, path)]));
}

/** The fingerprint after a plan was applied. What others touched meanwhile stays as it was seen, and will be noticed. */
export function afterChanges(root: string, before: Fingerprint, changes: readonly Change[]): Fingerprint {
  const after = new Map(before);
  for (const { kind, path } of changes) {
    if (kind === "extra") after.delete(path);
    else after.set(path, traceOf(root, path));
  }
  return after;
}

/** The fingerprint of the files that are as a plan wants them. */
export function withoutChanges(files: Fingerprint, changes: readonly Change[]): Fingerprint {
  const left = new Map(files);
  for (const { path } of changes) left.delete(path);
  return left;
}

/** A fingerprint as a text that is the same whatever the order of its files. */
export function stampOf(files: Fingerprint): string {
  return [...files]
    .map(([path, trace]) => `${path} ${trace}`)
    .sort()
    .join("\n");
}

function traceOf(root: string, path: string): string {
  const { size, mtimeMs } = statSync(`${root}/${path}`);
  return `${size} ${mtimeMs}`;
}

/** Brings the disk to what a plan says. Each file appears whole or not at all. */
export function applyChanges(root: string, changes: readonly Change[]): void {
  for (const folder of new Set(
    changes.filter((c) => c.kind !== "extra").map((c) => dirname(join(root, c.path))),
  ))
    mkdirSync(folder, { recursive: true });
  for (const { kind, path, after } of changes) {
    const target = join(root, path);
    if (kind === "extra") rmSync(target);
    else {
      writeFileSync(`${target}.writing`, after);
      renameSync(`${target}.writing`, target);
    }
  }
}
