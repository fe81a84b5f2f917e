import type { Entry } from "../model/entry.js";
import { joinPath, parentPath } from "../path/absolute-path.js";
import type { FileSystemView, PathContext } from "../path/path-context.js";

/**
 * A tidied path with its symbolic links resolved, as far as it exists: what does not exist yet keeps its names below
 * the deepest directory that does.
 */
export function canonicalPath(path: string, fileSystem: FileSystemView | undefined): string {
  const realpath = fileSystem?.realpath;
  if (realpath === undefined) return path;
  for (let existing = path; ; existing = parentPath(existing)) {
    const real = realpath(existing);
    if (real !== undefined) return existing === path ? real : joinPath(real, restOf(path, existing));
    if (existing === "/") return path;
  }
}

/**
 * Entries count for the path behind symbolic links, since that is what a command reaches; deny entries also for the
 * path as it is written.
 */
export function effectivePlaces({
  fileSystem,
}: PathContext): (path: string, entry: Entry) => readonly string[] {
  return (path, { access }) => {
    const real = canonicalPath(path, fileSystem);
    return access === "none" && real !== path ? [real, path] : [real];
  };
}

function restOf(path: string, root: string): string {
  return path.slice(root === "/" ? 1 : root.length + 1);
}
