import type { GeneratedFile } from "./model.js";

/** Texts of the generated files as they are on disk, by path. */
export type Disk = Pick<ReadonlyMap<string, string>, "get" | "keys">;

/** A difference between what is generated and what is on disk. */
export interface Change {
  readonly kind: "changed" | "missing" | "extra";
  readonly path: string;
  /** The text on disk; empty when the file is missing. */
  readonly before: string;
  /** The generated text; empty when the file should not be there. */
  readonly after: string;
}

/**
 * What has to happen so that the disk holds exactly the generated files. Writing applies the plan and
 * checking prints it, so that the two cannot disagree. `strays`: whether a file that nobody generates is an error.
 */
export function planChanges(
  files: readonly GeneratedFile[],
  disk: Disk,
  { strays }: { readonly strays: boolean },
): Change[] {
  const wanted = new Map(files.map((file) => [file.path, file.text]));
  if (wanted.size !== files.length) throw new Error("two emitters write the same file");
  const changes: Change[] = [];
  for (const [path, after] of wanted) {
    if (after === null) continue;
    const before = disk.get(path);
    if (before === undefined) changes.push({ kind: "missing", path, before: "", after });
    else if (before !== after) changes.push({ kind: "changed", path, before, after });
  }
  if (strays) {
    for (const path of disk.keys())
      if (!wanted.has(path)) changes.push({ kind: "extra", path, before: disk.get(path) ?? "", after: "" });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
