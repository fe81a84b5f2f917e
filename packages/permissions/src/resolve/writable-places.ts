import type { EntryList } from "../model/entry.js";
import { resolveEntryPath } from "../path/entry-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";
import { protectedPathsOf } from "../path/protected-paths.js";
import { hasFullDiskWrite } from "../project/full-disk.js";
import { canonicalPath } from "./canonical-path.js";
import { protectPlace, type RuleTree } from "./rule-tree.js";

/** Makes the protected paths of every writable root read-only in compiled rules. Source: observed, Codex 0.125.0. */
export function protectWritableRoots(list: EntryList, rules: RuleTree, context: PathContext): void {
  const { fileSystem } = context;
  if (fileSystem === undefined || hasFullDiskWrite({ kind: "restricted", ...list })) return;
  const cwd = canonicalPath(cwdOf(context), fileSystem);
  for (const root of writableRootsOf(list, rules, context)) {
    for (const path of protectedPathsOf(root, fileSystem, { protectMissingDotCodex: root === cwd })) {
      protectPlace(rules.root, path);
    }
  }
}

/** The places that entries open for writing and that can in fact be written, each once. */
export function writableRootsOf(
  { entries }: EntryList,
  rules: RuleTree,
  context: PathContext,
): readonly string[] {
  const roots = entries.flatMap(({ path, access }) => {
    const root = access === "write" ? resolveEntryPath(path, context) : undefined;
    return root === undefined ? [] : [canonicalPath(root, context.fileSystem)];
  });
  return [...new Set(roots)].filter((root) => rules.accessAt(root) === "write");
}
