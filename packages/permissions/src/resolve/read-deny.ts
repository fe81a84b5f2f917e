import type { EntryList } from "../model/entry.js";
import { resolvePath } from "../path/absolute-path.js";
import { resolveEntryPath } from "../path/entry-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";
import { canonicalPath } from "./canonical-path.js";
import { compileDenyGlobs } from "./deny-globs.js";
import { childToward, newPathTree, nodeAt, type PathNode } from "./path-tree.js";
import { compileRules } from "./rule-tree.js";

/** Tells whether Codex's own file tools may read a path. */
export type ReadDeny = (path: string) => boolean;

/**
 * The check that Codex makes before it reads a file itself. A deny entry covers everything below it, also what a more
 * specific entry opens again for commands; a deny of the root is none, since what no entry opens cannot be read
 * anyway. Both the path as it is written and the one behind its symbolic links are judged. Source: openai/codex #19231.
 */
export function compileReadDeny({ entries }: EntryList, context: PathContext): ReadDeny {
  const { fileSystem } = context;
  const denied = newPathTree<true>();
  for (const root of deniedRoots({ entries }, context)) {
    for (const spelling of new Set([root, canonicalPath(root, fileSystem)]))
      nodeAt(denied, spelling).value = true;
  }
  const globs = compileDenyGlobs(entries, context);
  const cwd = cwdOf(context);
  return (path) => {
    const written = resolvePath(path, cwd);
    const spellings = new Set([written, canonicalPath(written, fileSystem)]);
    return [...spellings].some((spelling) => isBelowAny(denied, spelling) || globs.covers(spelling));
  };
}

/**
 * The paths that deny entries name, the root left out, and those left out that an equally specific entry wins.
 * Source: test of openai/codex #19231.
 */
export function deniedRoots({ entries }: EntryList, context: PathContext): readonly string[] {
  const rules = compileRules(entries, context);
  const roots = entries.flatMap(({ path, access }) => {
    const root = access === "none" ? resolveEntryPath(path, context) : undefined;
    return root !== undefined && root !== "/" && rules.accessAt(root) === "none" ? [root] : [];
  });
  return [...new Set(roots)];
}

function isBelowAny(root: PathNode<true>, path: string): boolean {
  let start = 1;
  for (let node: PathNode<true> | undefined = root; start < path.length; start += node.label.length + 1) {
    node = childToward(node, path, start);
    if (node === undefined) return false;
    if (node.value) return true;
  }
  return false;
}
