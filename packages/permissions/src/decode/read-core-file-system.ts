import type { Issue } from "@codex-contracts/protocol";
import type { CoreFileSystemPermissions } from "@codex-contracts/protocol/permissions";
import { type EntryList, entryList } from "../model/entry.js";
import { readEntries } from "./read-entries.js";
import { readPathLists } from "./read-path-lists.js";

/**
 * The file system of an overlay of core in either spelling: entries with a depth, or lists of paths to read and to
 * write. The spellings cannot be mixed; an empty object is an empty list of entries.
 */
export function readCoreFileSystem(
  wire: CoreFileSystemPermissions,
  pointer: string,
  issues: Issue[],
): EntryList {
  if ("read" in wire || "write" in wire) return { entries: readPathLists(wire, pointer, issues) };
  // Neither list is there, so this is the other spelling, or the empty object that both share.
  const { entries = [], glob_scan_max_depth: depth } = wire as Exclude<typeof wire, { read?: unknown }>;
  return entryList(readEntries(entries, `${pointer}/entries`, issues), depth ?? undefined);
}
