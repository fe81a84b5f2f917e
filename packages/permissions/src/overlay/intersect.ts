import { type Entry, type EntryList, entryKey, entryList, isDeny, pathEntry } from "../model/entry.js";
import type { Overlay } from "../model/overlay.js";
import { resolveEntryPath, resolvePattern } from "../path/entry-path.js";
import type { PathContext } from "../path/path-context.js";
import { constrains } from "./constrains.js";
import { mergedScanDepth } from "./glob-scan-depth.js";
import { requestedAccess } from "./requested-access.js";

/**
 * What of a grant counts: a client can only narrow a request. A granted entry stays when the request covers it; the
 * deny entries of both that touch what stays come after. Places of the working directory become its paths. Source:
 * observed, Codex 0.125.0.
 *
 * @param context Where the request was made; symbolic links are followed for its deny entries when a file system is
 *   there.
 */
export function intersectOverlays(requested: Overlay, granted: Overlay, context: PathContext): Overlay {
  const bothEnable = requested.network?.enabled === true && granted.network?.enabled === true;
  return {
    network: bothEnable ? { enabled: true } : null,
    fileSystem:
      requested.fileSystem === null
        ? null
        : intersectLists(requested.fileSystem, granted.fileSystem ?? { entries: [] }, context),
  };
}

function intersectLists(requested: EntryList, granted: EntryList, context: PathContext): EntryList | null {
  const covers = requestedAccess(requested, context);
  const result = new Map<string, Entry>();
  const accepted = granted.entries.filter(covers).map((entry) => atPath(entry, context));
  for (const entry of accepted) result.set(entryKey(entry), entry);
  const [ofRequest, ofGrant] = [requested, granted].map(({ entries, globScanMaxDepth }) => {
    const kept = entries.filter((entry) => isDeny(entry) && constrains(entry, accepted, context));
    return entryList(
      kept.map((entry) => atPath(entry, context)),
      globScanMaxDepth,
    );
  }) as [EntryList, EntryList];
  for (const entry of [...ofRequest.entries, ...ofGrant.entries]) result.set(entryKey(entry), entry);
  return result.size === 0 ? null : entryList([...result.values()], mergedScanDepth(ofRequest, ofGrant));
}

/** The working directory as it is now, and patterns from it, so that the grant does not move with the session. */
function atPath({ path, access }: Entry, context: PathContext): Entry {
  if (path.type === "glob_pattern") {
    return { path: { type: "glob_pattern", pattern: resolvePattern(path.pattern, context) }, access };
  }
  const follows =
    path.type === "special" &&
    (path.value.kind === "current_working_directory" || path.value.kind === "project_roots");
  const resolved = follows ? resolveEntryPath(path, context) : undefined;
  return resolved === undefined ? { path, access } : pathEntry(resolved, access);
}
