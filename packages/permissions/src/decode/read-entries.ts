import type { Issue } from "@codex-contracts/protocol";
import type {
  FileSystemPath,
  FileSystemSandboxEntry,
  FileSystemSpecialPath,
} from "@codex-contracts/protocol/permissions";
import type { Entry, EntryPath, SpecialPath } from "../model/entry.js";
import { readPath } from "./read-path.js";

/** The entries of a wire array; core and the app-server spell them alike. `pointer` is the place of the array. */
export function readEntries(
  entries: readonly FileSystemSandboxEntry[],
  pointer: string,
  issues: Issue[],
): readonly Entry[] {
  return entries.map(({ path, access }, index) => ({
    path: readEntryPath(path, `${pointer}/${index}/path`, issues),
    access,
  }));
}

function readEntryPath(path: FileSystemPath, pointer: string, issues: Issue[]): EntryPath {
  if (path.type === "path") return { type: "path", path: readPath(path.path, `${pointer}/path`, issues) };
  if (path.type === "glob_pattern") return { type: "glob_pattern", pattern: path.pattern };
  return { type: "special", value: readSpecialPath(path.value) };
}

function readSpecialPath(value: FileSystemSpecialPath): SpecialPath {
  if (value.kind === "project_roots") return { kind: value.kind, ...readSubpath(value.subpath) };
  if (value.kind === "unknown") return { kind: value.kind, path: value.path, ...readSubpath(value.subpath) };
  return { kind: value.kind };
}

function readSubpath(subpath: string | null | undefined): { readonly subpath?: string } {
  return subpath === null || subpath === undefined ? {} : { subpath };
}
