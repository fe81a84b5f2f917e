import type {
  CoreAdditionalPermissionProfile,
  CoreFileSystemPermissions,
} from "@codex-contracts/protocol/permissions";
import type { EntryList } from "../model/entry.js";
import type { Overlay } from "../model/overlay.js";
import { encodeEntries } from "./encode-entries.js";
import { pathListsOf } from "./path-lists.js";

/** An overlay as core writes it: both parts are there, null for the one that adds nothing. */
export function encodeCoreOverlay({
  network,
  fileSystem,
}: Overlay): Required<CoreAdditionalPermissionProfile> {
  return {
    network: network === null ? null : { enabled: network.enabled },
    file_system: fileSystem === null ? null : encodeFileSystem(fileSystem),
  };
}

/** Lists of paths where they can say it, entries otherwise; the order between reads and writes is lost in lists. */
function encodeFileSystem(list: EntryList): CoreFileSystemPermissions {
  const lists = pathListsOf(list);
  if (lists === undefined) {
    const { entries, globScanMaxDepth: depth } = list;
    return {
      entries: encodeEntries(entries, "omit"),
      ...(depth === undefined ? {} : { glob_scan_max_depth: depth }),
    };
  }
  const { read, write } = lists;
  return { ...(read.length === 0 ? {} : { read }), ...(write.length === 0 ? {} : { write }) };
}
