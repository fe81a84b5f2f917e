import type { FileSystemAccessMode } from "@codex-contracts/protocol/permissions";

/** What an entry allows: `write` includes reading, `none` denies both. Source: openai/codex #19231. */
export type AccessMode = FileSystemAccessMode;

/** A place that Codex works out itself. A sub-path that the wire writes as null is absent here. */
export type SpecialPath =
  | { readonly kind: "root" | "minimal" | "current_working_directory" | "tmpdir" | "slash_tmp" }
  | { readonly kind: "project_roots"; readonly subpath?: string }
  | { readonly kind: "unknown"; readonly path: string; readonly subpath?: string };

/** Where an entry applies. Paths are absolute and tidied; patterns and sub-paths are the text as it came. */
export type EntryPath =
  | { readonly type: "path"; readonly path: string }
  | { readonly type: "glob_pattern"; readonly pattern: string }
  | { readonly type: "special"; readonly value: SpecialPath };

/** One rule of a restricted file system. */
export interface Entry {
  readonly path: EntryPath;
  readonly access: AccessMode;
}

/**
 * A rule of a restricted file system as a list: order and duplicates are kept on the wire, the access
 * that follows from the list does not depend on them.
 */
export interface EntryList {
  readonly entries: readonly Entry[];
  /** How deep Codex looks for files that deny patterns match, at least 1; absent for no bound. */
  readonly globScanMaxDepth?: number;
}

/** An entry for one path with all below it. */
export function pathEntry(path: string, access: AccessMode): Entry {
  return { path: { type: "path", path }, access };
}

/** An entry for a place that Codex works out itself. */
export function specialEntry(value: SpecialPath, access: AccessMode): Entry {
  return { path: { type: "special", value }, access };
}

/** Whether an entry denies everything where it applies. */
export function isDeny(entry: Entry): boolean {
  return entry.access === "none";
}

/** Whether an entry denies by a pattern. */
export function isDenyGlob(entry: Entry): boolean {
  return entry.access === "none" && entry.path.type === "glob_pattern";
}

/** Whether two entries are the same text: the same place, spelled alike, with the same access. */
export function isSameEntry(left: Entry, right: Entry): boolean {
  return entryKey(left) === entryKey(right);
}

/** A text that two entries share exactly when they are the same. */
export function entryKey(entry: Entry): string {
  return JSON.stringify([entry.access, ...pathKey(entry.path)]);
}

/** The entries without repetitions, each where it first occurs. */
export function distinctEntries(entries: Iterable<Entry>): readonly Entry[] {
  const byKey = new Map<string, Entry>();
  for (const entry of entries) {
    const key = entryKey(entry);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  return [...byKey.values()];
}

/** The list with a depth, or without one when there is none. */
export function entryList(entries: readonly Entry[], globScanMaxDepth: number | undefined): EntryList {
  return globScanMaxDepth === undefined ? { entries } : { entries, globScanMaxDepth };
}

function pathKey(path: EntryPath): readonly (string | null)[] {
  if (path.type === "path") return ["path", path.path];
  if (path.type === "glob_pattern") return ["glob", path.pattern];
  const { value } = path;
  if (value.kind === "unknown") return ["unknown", value.path, value.subpath ?? null];
  return value.kind === "project_roots" ? ["project_roots", value.subpath ?? null] : [value.kind];
}
