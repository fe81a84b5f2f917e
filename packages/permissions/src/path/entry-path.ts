import type { EntryPath, SpecialPath } from "../model/entry.js";
import { isAbsolutePath, normalizePath, resolvePath } from "./absolute-path.js";
import { cwdOf, type PathContext } from "./path-context.js";

/**
 * The path that an entry stands for: undefined for a pattern, for `minimal` and `unknown`, for `tmpdir` when
 * TMPDIR is not set, and for `slash_tmp` when `/tmp` is no directory. Source: openai/codex #19231.
 */
export function resolveEntryPath(path: EntryPath, context: PathContext): string | undefined {
  if (path.type === "path") return path.path;
  return path.type === "special" ? resolveSpecialPath(path.value, context) : undefined;
}

/** A pattern as Codex matches it: a relative one starts at the working directory, and the text is tidied like a path. */
export function resolvePattern(pattern: string, context: PathContext): string {
  return resolvePath(pattern, cwdOf(context));
}

function resolveSpecialPath(value: SpecialPath, context: PathContext): string | undefined {
  switch (value.kind) {
    case "root":
      return "/";
    case "current_working_directory":
      return cwdOf(context);
    case "project_roots":
      return value.subpath === undefined ? cwdOf(context) : resolvePath(value.subpath, cwdOf(context));
    case "tmpdir":
      return context.tmpdir !== undefined && isAbsolutePath(context.tmpdir)
        ? normalizePath(context.tmpdir)
        : undefined;
    case "slash_tmp":
      return context.fileSystem === undefined || context.fileSystem.kindOf("/tmp") === "directory"
        ? "/tmp"
        : undefined;
    case "minimal":
    case "unknown":
      return undefined;
  }
}
