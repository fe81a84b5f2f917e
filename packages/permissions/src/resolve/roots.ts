import type { EntryList } from "../model/entry.js";
import type { FileSystemPolicy } from "../model/file-system-policy.js";
import { isAtOrBelow } from "../path/absolute-path.js";
import { resolveEntryPath, resolvePattern } from "../path/entry-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";
import { protectedPathsOf } from "../path/protected-paths.js";
import { hasFullDiskRead, hasFullDiskWrite } from "../project/full-disk.js";
import { canonicalPath, effectivePlaces } from "./canonical-path.js";
import { deniedRoots } from "./read-deny.js";
import { compileRules } from "./rule-tree.js";
import { writableRootsOf } from "./writable-places.js";

/** A directory that may be written, and what stays read-only or closed below it. */
export interface WritableRoot {
  readonly root: string;
  readonly readOnly: readonly string[];
}

/** What a policy opens and closes, as the lists that Codex builds its sandbox from. */
export interface PolicyRoots {
  /** Empty when everything may be read. */
  readonly readable: readonly string[];
  /** Empty when everything may be written. */
  readonly writable: readonly WritableRoot[];
  readonly unreadable: readonly string[];
  readonly unreadableGlobs: readonly string[];
}

const noRoots: PolicyRoots = { readable: [], writable: [], unreadable: [], unreadableGlobs: [] };

/**
 * The roots of a policy. A deny of the root of the file system is not among the unreadable ones: what no entry opens
 * is closed anyway. Source: tests of openai/codex #19231.
 */
export function rootsOf(policy: FileSystemPolicy, context: PathContext): PolicyRoots {
  if (policy.kind !== "restricted") return noRoots;
  const { fileSystem } = context;
  const canonical = (paths: readonly string[]): readonly string[] => [
    ...new Set(paths.map((path) => canonicalPath(path, fileSystem))),
  ];
  return {
    readable: hasFullDiskRead(policy) ? [] : canonical(readablePlaces(policy, context)),
    writable: hasFullDiskWrite(policy) ? [] : writableRoots(policy, context),
    unreadable: canonical(deniedRoots(policy, context)),
    unreadableGlobs: denyPatterns(policy, context),
  };
}

function readablePlaces({ entries }: EntryList, context: PathContext): readonly string[] {
  const rules = compileRules(entries, context);
  return entries.flatMap(({ path, access }) => {
    const place = access === "none" ? undefined : resolveEntryPath(path, context);
    return place !== undefined && rules.accessAt(place) !== "none" ? [place] : [];
  });
}

function writableRoots(list: EntryList, context: PathContext): readonly WritableRoot[] {
  const rules = compileRules(list.entries, context, { placesOf: effectivePlaces(context) });
  const closed = list.entries.flatMap(({ path, access }) => {
    const resolved = access === "write" ? undefined : resolveEntryPath(path, context);
    const place = resolved === undefined ? undefined : canonicalPath(resolved, context.fileSystem);
    return place !== undefined && rules.accessAt(place) !== "write" ? [place] : [];
  });
  const named = new Set(list.entries.map(({ path }) => resolveEntryPath(path, context)));
  const cwd = canonicalPath(cwdOf(context), context.fileSystem);
  return writableRootsOf(list, rules, context).map((root) => {
    const options = { protectMissingDotCodex: root === cwd };
    const guarded = protectedPathsOf(root, context.fileSystem, options).filter((path) => !named.has(path));
    const below = closed.filter((place) => place !== root && isAtOrBelow(place, root));
    return { root, readOnly: [...new Set([...guarded, ...below])] };
  });
}

function denyPatterns({ entries }: EntryList, context: PathContext): readonly string[] {
  const patterns = entries.flatMap(({ path, access }) =>
    path.type === "glob_pattern" && access === "none" ? [resolvePattern(path.pattern, context)] : [],
  );
  return [...new Set(patterns)].sort();
}
