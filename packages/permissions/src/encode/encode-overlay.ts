import type {
  AdditionalFileSystemPermissions,
  AdditionalPermissionProfile,
} from "@codex-contracts/protocol/permissions";
import { type EntryList, pathEntry } from "../model/entry.js";
import type { Overlay } from "../model/overlay.js";
import { encodeEntries } from "./encode-entries.js";
import { pathListsOf } from "./path-lists.js";

/** An overlay as the app-server writes it: both parts are there, null for the one that adds nothing. */
export function encodeOverlay({ network, fileSystem }: Overlay): Required<AdditionalPermissionProfile> {
  return {
    network: network === null ? null : { enabled: network.enabled },
    fileSystem: fileSystem === null ? null : encodeFileSystem(fileSystem),
  };
}

/**
 * Plain paths are written twice, as lists for older readers and as entries (first those to read, then those to
 * write); anything else as entries only, with null for both lists. Source: observed, Codex 0.125.0.
 */
function encodeFileSystem(list: EntryList): AdditionalFileSystemPermissions {
  const lists = pathListsOf(list);
  if (lists === undefined) {
    const { entries, globScanMaxDepth } = list;
    return {
      read: null,
      write: null,
      ...(globScanMaxDepth === undefined ? {} : { globScanMaxDepth }),
      entries: encodeEntries(entries, "null"),
    };
  }
  const { read, write } = lists;
  const entries = [
    ...read.map((path) => pathEntry(path, "read")),
    ...write.map((path) => pathEntry(path, "write")),
  ];
  return {
    read: read.length === 0 ? null : read,
    write: write.length === 0 ? null : write,
    entries: encodeEntries(entries, "null"),
  };
}
