import { distinctEntries, type EntryList, entryList } from "../model/entry.js";
import { isEmptyOverlay, type Overlay, type OverlayNetwork } from "../model/overlay.js";
import { mergedScanDepth } from "./glob-scan-depth.js";

/**
 * Two overlays as one: what a command asks for, then what was granted before. Null when nothing is left. The network is
 * on when either turns it on; a `false` stays only where the other overlay is not there at all. Source: observed,
 * Codex 0.125.0.
 */
export function mergeOverlays(request: Overlay | null, granted: Overlay | null): Overlay | null {
  if (granted === null) return request;
  if (request === null) return isEmptyOverlay(granted) ? null : granted;
  const merged: Overlay = {
    network: mergeNetwork(request.network, granted.network),
    fileSystem: mergeLists(request.fileSystem, granted.fileSystem),
  };
  return isEmptyOverlay(merged) ? null : merged;
}

function mergeNetwork(left: OverlayNetwork | null, right: OverlayNetwork | null): OverlayNetwork | null {
  return left?.enabled === true || right?.enabled === true ? { enabled: true } : null;
}

function mergeLists(left: EntryList | null, right: EntryList | null): EntryList | null {
  if (left === null || right === null) return left ?? right;
  const entries = distinctEntries([...left.entries, ...right.entries]);
  return entries.length === 0 ? null : entryList(entries, mergedScanDepth(left, right));
}
