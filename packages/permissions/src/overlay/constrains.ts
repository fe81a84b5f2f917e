import type { Entry } from "../model/entry.js";
import { isAtOrBelow, normalizePath } from "../path/absolute-path.js";
import { resolveEntryPath, resolvePattern } from "../path/entry-path.js";
import type { PathContext } from "../path/path-context.js";

/** Whether a deny entry touches anything that was accepted: the one lies below the other. Source: observed, Codex 0.125.0. */
export function constrains(deny: Entry, accepted: readonly Entry[], context: PathContext): boolean {
  const denied =
    deny.path.type === "glob_pattern"
      ? literalPrefix(resolvePattern(deny.path.pattern, context))
      : resolveEntryPath(deny.path, context);
  if (denied === undefined) return false;
  return accepted.some((entry) => {
    const path = entry.access === "none" ? undefined : resolveEntryPath(entry.path, context);
    return path !== undefined && (isAtOrBelow(path, denied) || isAtOrBelow(denied, path));
  });
}

/** The directory that every match of an absolute pattern lies below; the pattern itself when it has no wildcard. */
export function literalPrefix(pattern: string): string {
  const wildcard = pattern.search(/[*?[\]]/);
  if (wildcard === -1) return pattern;
  return normalizePath(`/${pattern.slice(0, pattern.lastIndexOf("/", wildcard))}`);
}
