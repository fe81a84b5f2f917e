import type { Entry, EntryPath } from "../model/entry.js";
import { resolveEntryPath } from "../path/entry-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";

/** What the entries of a profile come to in the terms of a sandbox policy. */
export interface LegacyRoots {
  readonly workspaceWritable: boolean;
  readonly tmpdirWritable: boolean;
  readonly slashTmpWritable: boolean;
  /** Paths to write beside the workspace, each once, in the order of the entries. */
  readonly writableRoots: readonly string[];
  readonly readableRoots: readonly string[];
  /** Indexes of the entries that write beside the workspace, the temporary directories among them. */
  readonly outsideWrites: readonly number[];
}

/**
 * Sorts entries into the members of a sandbox policy. Deny entries, patterns and unknown places say nothing here.
 * Only the working directory itself makes the workspace writable: a sub-path that comes to it, as `.`, does not.
 * Source: observed, Codex 0.125.0.
 */
export function collectLegacyRoots(entries: readonly Entry[], context: PathContext): LegacyRoots {
  const cwd = cwdOf(context);
  const written = new Set<WriteTarget>();
  const writableRoots = new Set<string>();
  const readableRoots = new Set<string>();
  const outsideWrites: number[] = [];
  entries.forEach(({ path, access }, index) => {
    if (access === "read") {
      const root = resolveEntryPath(path, context);
      if (root !== undefined) readableRoots.add(root);
    }
    if (access !== "write") return;
    const target = writeTarget(path, cwd);
    if (target === undefined) return;
    written.add(target);
    if (target !== "workspace") outsideWrites.push(index);
    const root = target === "path" ? resolveEntryPath(path, context) : undefined;
    if (root !== undefined) writableRoots.add(root);
  });
  return {
    workspaceWritable: written.has("workspace"),
    tmpdirWritable: written.has("tmpdir"),
    slashTmpWritable: written.has("slash_tmp"),
    writableRoots: [...writableRoots],
    readableRoots: [...readableRoots],
    outsideWrites,
  };
}

type WriteTarget = "workspace" | "tmpdir" | "slash_tmp" | "path";

function writeTarget(path: EntryPath, cwd: string): WriteTarget | undefined {
  if (path.type === "glob_pattern") return undefined;
  if (path.type === "path") return path.path === cwd ? "workspace" : "path";
  const { value } = path;
  if (value.kind === "current_working_directory") return "workspace";
  if (value.kind === "project_roots") return value.subpath === undefined ? "workspace" : "path";
  return value.kind === "tmpdir" || value.kind === "slash_tmp" ? value.kind : undefined;
}
