import type {
  FileSystemPath,
  FileSystemSandboxEntry,
  FileSystemSpecialPath,
} from "@codex-contracts/protocol/permissions";
import type { Entry, EntryPath, SpecialPath } from "../model/entry.js";

/** How an absent sub-path is written: the app-server writes null, core leaves the member out. */
export type AbsentSubpath = "null" | "omit";

/** The entries for the wire. */
export function encodeEntries(entries: readonly Entry[], absent: AbsentSubpath): FileSystemSandboxEntry[] {
  return entries.map(({ path, access }) => ({ path: encodePath(path, absent), access }));
}

function encodePath(path: EntryPath, absent: AbsentSubpath): FileSystemPath {
  if (path.type === "path") return { type: "path", path: path.path };
  if (path.type === "glob_pattern") return { type: "glob_pattern", pattern: path.pattern };
  return { type: "special", value: encodeSpecialPath(path.value, absent) };
}

function encodeSpecialPath(value: SpecialPath, absent: AbsentSubpath): FileSystemSpecialPath {
  if (value.kind === "project_roots") return { kind: value.kind, ...encodeSubpath(value.subpath, absent) };
  if (value.kind === "unknown") {
    return { kind: value.kind, path: value.path, ...encodeSubpath(value.subpath, absent) };
  }
  return { kind: value.kind };
}

function encodeSubpath(subpath: string | undefined, absent: AbsentSubpath): { subpath?: string | null } {
  if (subpath !== undefined) return { subpath };
  return absent === "null" ? { subpath: null } : {};
}
