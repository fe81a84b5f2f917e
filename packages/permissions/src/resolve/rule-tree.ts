import type { AccessMode, Entry } from "../model/entry.js";
import { resolveEntryPath } from "../path/entry-path.js";
import type { PathContext } from "../path/path-context.js";
import { childToward, newPathTree, nodeAt, type PathNode } from "./path-tree.js";

/** What rules say about one place. Rules for the same place are one: the strongest access wins there. */
export interface PlaceRule {
  /** Undefined when no entry names the place. */
  access: AccessMode | undefined;
  /** Indexes of the entries that name the place. */
  readonly entries: number[];
  /** Whether the place stays read-only with all below it, unless an entry below says otherwise. */
  protected: boolean;
}

export type RuleNode = PathNode<PlaceRule>;

/** What decides about a path. */
export interface RuleMatch {
  /** The most specific place that an entry names; undefined where no entry reaches. */
  readonly node: RuleNode | undefined;
  /** The most specific protected place at or above the path, when it is more specific than the entry. */
  readonly protectedBy: RuleNode | undefined;
}

/** Entries compiled into a tree of the places that they name. */
export interface RuleTree {
  readonly root: RuleNode;
  /** The access at a tidied absolute path; a protected place can at most be read. */
  accessAt(path: string): AccessMode;
  match(path: string): RuleMatch;
}

/** On equal specificity none wins over write, and write over read. Source: test of openai/codex #19231. */
export const accessPrecedence: Readonly<Record<AccessMode, number>> = { read: 1, write: 2, none: 3 };

export interface CompileRulesOptions {
  /** The places that an entry counts for; by default the path that it resolves to. */
  readonly placesOf?: (path: string, entry: Entry) => readonly string[];
}

/**
 * Compiles the entries that stand for a path; patterns, `minimal`, `unknown` and what has no path take no part.
 * Source: openai/codex #19231.
 */
export function compileRules(
  entries: readonly Entry[],
  context: PathContext,
  { placesOf = (path) => [path] }: CompileRulesOptions = {},
): RuleTree {
  const root: RuleNode = newPathTree();
  entries.forEach((entry, index) => {
    const path = resolveEntryPath(entry.path, context);
    if (path === undefined) return;
    for (const place of placesOf(path, entry)) addRule(root, place, entry.access, index);
  });
  return {
    root,
    match: (path) => matchPath(root, path),
    accessAt: (path) => accessOf(root, path),
  };
}

/** Keeps a place read-only, unless an entry names exactly that place. Source: observed, Codex 0.125.0. */
export function protectPlace(root: RuleNode, path: string): void {
  const rule = ruleAt(root, path);
  if (rule.access === undefined) rule.protected = true;
}

function addRule(root: RuleNode, path: string, access: AccessMode, index: number): void {
  const rule = ruleAt(root, path);
  rule.entries.push(index);
  if (rule.access === undefined || accessPrecedence[access] > accessPrecedence[rule.access])
    rule.access = access;
}

function ruleAt(root: RuleNode, path: string): PlaceRule {
  const node = nodeAt(root, path);
  node.value ??= { access: undefined, entries: [], protected: false };
  return node.value;
}

/** The lookup of every resolution: one walk down that allocates nothing but the names it looks up. */
function accessOf(root: RuleNode, path: string): AccessMode {
  let access = root.value?.access;
  let isProtected = root.value?.protected ?? false;
  let start = 1;
  for (let node: RuleNode | undefined = root; start < path.length; start += node.label.length + 1) {
    node = childToward(node, path, start);
    if (node === undefined) break;
    const { value } = node;
    if (value === undefined) continue;
    if (value.access !== undefined) {
      access = value.access;
      isProtected = false;
    } else if (value.protected) isProtected = true;
  }
  if (access === undefined) return "none";
  return isProtected && access === "write" ? "read" : access;
}

function matchPath(root: RuleNode, path: string): RuleMatch {
  let named = root.value?.access === undefined ? undefined : root;
  let protectedBy = root.value?.protected === true ? root : undefined;
  let start = 1;
  for (let node: RuleNode | undefined = root; start < path.length; start += node.label.length + 1) {
    node = childToward(node, path, start);
    if (node === undefined) break;
    if (node.value?.access !== undefined) {
      named = node;
      protectedBy = undefined;
    } else if (node.value?.protected === true) protectedBy = node;
  }
  return { node: named, protectedBy };
}
