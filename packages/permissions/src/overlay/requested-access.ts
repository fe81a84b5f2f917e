import { type AccessMode, type Entry, type EntryList, isSameEntry } from "../model/entry.js";
import { resolveEntryPath } from "../path/entry-path.js";
import type { PathContext } from "../path/path-context.js";
import { compileReadDeny } from "../resolve/read-deny.js";
import { compileRules } from "../resolve/rule-tree.js";

/**
 * Tells whether a request covers a granted entry: its deny entries leave the place alone, and what it asks for there is
 * at least as much. What has no path, as `minimal`, has to be asked for by the same name. Source: observed,
 * Codex 0.125.0.
 */
export function requestedAccess(requested: EntryList, context: PathContext): (granted: Entry) => boolean {
  const rules = compileRules(requested.entries, context);
  const isDenied = compileReadDeny(requested, context);
  return (granted) => {
    if (granted.access === "none") return false;
    const path = resolveEntryPath(granted.path, context);
    if (path !== undefined) return !isDenied(path) && covers(rules.accessAt(path), granted.access);
    return requested.entries.some(
      (entry) =>
        covers(entry.access, granted.access) && isSameEntry({ ...entry, access: granted.access }, granted),
    );
  };
}

function covers(requested: AccessMode, granted: AccessMode): boolean {
  return granted === "read" ? requested !== "none" : granted === "write" && requested === "write";
}
