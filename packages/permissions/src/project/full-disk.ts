import type { Entry, EntryPath, SpecialPath } from "../model/entry.js";
import { isDeny } from "../model/entry.js";
import type { FileSystemPolicy } from "../model/file-system-policy.js";

/** Whether nothing is out of reach for reading: some entry opens the root, and no entry denies anything at all. */
export function hasFullDiskRead(policy: FileSystemPolicy): boolean {
  if (policy.kind !== "restricted") return true;
  return policy.entries.some((entry) => isRootEntry(entry) && !isDeny(entry)) && !policy.entries.some(isDeny);
}

/**
 * Whether nothing is out of reach for writing: some entry opens the root for writing, and none takes anything of it
 * away again. Source: observed, Codex 0.125.0.
 */
export function hasFullDiskWrite(policy: FileSystemPolicy): boolean {
  if (policy.kind !== "restricted") return true;
  return (
    hasRootWrite(policy.entries) && !policy.entries.some((entry) => narrowsRootWrite(entry, policy.entries))
  );
}

/** Whether an entry opens the root for writing. */
export function hasRootWrite(entries: readonly Entry[]): boolean {
  return entries.some((entry) => isRootEntry(entry) && entry.access === "write");
}

/** Whether commands read the files that Codex counts as the platform's own although reading is restricted. */
export function includesPlatformDefaults(policy: FileSystemPolicy): boolean {
  if (policy.kind !== "restricted" || hasFullDiskRead(policy)) return false;
  return policy.entries.some(
    ({ path, access }) => path.type === "special" && path.value.kind === "minimal" && access !== "none",
  );
}

/** Whether an entry takes something away from a write to the root. */
export function narrowsRootWrite(entry: Entry, entries: readonly Entry[]): boolean {
  if (entry.access === "write") return false;
  if (entry.path.type === "glob_pattern") return true;
  if (entry.path.type === "special") {
    const { kind } = entry.path.value;
    if (kind === "root") return isDeny(entry);
    if (kind === "minimal" || kind === "unknown") return false;
  }
  return (
    isDeny(entry) ||
    !entries.some((other) => other.access === "write" && isSameTarget(other.path, entry.path))
  );
}

/**
 * Whether two entries name the same place as far as it can be told without a working directory; patterns never do.
 * Source: observed, Codex 0.125.0.
 */
export function isSameTarget(left: EntryPath, right: EntryPath): boolean {
  const [a, b] = [targetKey(left), targetKey(right)];
  return a !== undefined && a === b;
}

function isRootEntry({ path }: Entry): boolean {
  return path.type === "special" && path.value.kind === "root";
}

function targetKey(path: EntryPath): string | undefined {
  if (path.type === "path") return path.path;
  return path.type === "special" ? specialKey(path.value) : undefined;
}

/** A place whose path is always the same has that path as its key, so that it equals an entry for the path. */
function specialKey(value: SpecialPath): string {
  if (value.kind === "root") return "/";
  if (value.kind === "slash_tmp") return "/tmp";
  if (value.kind === "unknown") return `:unknown:${JSON.stringify([value.path, value.subpath ?? null])}`;
  if (value.kind === "project_roots" && value.subpath !== undefined) return `:project_roots:${value.subpath}`;
  return value.kind === "project_roots" ? ":current_working_directory" : `:${value.kind}`;
}
