import { distinctEntries, type Entry, type EntryList, entryList } from "../model/entry.js";
import { isEmptyOverlay, type Overlay } from "../model/overlay.js";

/** Why an overlay is refused before anybody is asked, with Codex's own message. */
export interface OverlayError {
  readonly code: "glob-grant" | "missing" | "empty" | "empty-request";
  readonly message: string;
  /** JSON Pointers from the overlay's file system to the entries that are to blame. */
  readonly entries: readonly string[];
}

export type OverlayResult =
  | { readonly ok: true; readonly value: Overlay }
  | { readonly ok: false; readonly error: OverlayError };

export interface NormalizeOptions {
  /**
   * The path that stands for the same place on disk, with nested symbolic links kept as they are; undefined where
   * there is none. Left out, paths stay as they are.
   */
  readonly canonicalize?: (path: string) => string | undefined;
}

/** Codex's own messages. Source: observed, Codex 0.125.0. */
export const overlayMessages = {
  "glob-grant": "glob file system permissions only support deny-read entries",
  missing:
    "missing `additional_permissions`; provide at least one of `network` or `file_system` when using `with_additional_permissions`",
  empty:
    "`additional_permissions` must include at least one requested permission in `network` or `file_system`",
  "empty-request": "request_permissions requires at least one permission",
} as const;

/**
 * Tidies an overlay: a network part that says nothing goes, a pattern that does not deny is refused, entries occur once,
 * and a file system without entries goes, its depth with it. Source: observed, Codex 0.125.0.
 */
export function normalizeOverlay(
  { network, fileSystem }: Overlay,
  options: NormalizeOptions = {},
): OverlayResult {
  const grants = (fileSystem?.entries ?? []).flatMap(({ path, access }, index) =>
    path.type === "glob_pattern" && access !== "none" ? [`/entries/${index}`] : [],
  );
  if (grants.length > 0) return overlayError("glob-grant", grants);
  return {
    ok: true,
    value: {
      network: network?.enabled === null ? null : network,
      fileSystem: fileSystem === null ? null : normalizeList(fileSystem, options),
    },
  };
}

/** What a shell call asks for in `with_additional_permissions` mode, tidied; undefined when the call has no such part. */
export function normalizeCommandOverlay(
  overlay: Overlay | undefined,
  options: NormalizeOptions = {},
): OverlayResult {
  if (overlay === undefined) return overlayError("missing");
  return refuseEmpty(normalizeOverlay(overlay, options), "empty");
}

/** What the tool `request_permissions` asks for, tidied. `enabled: false` counts as something asked for. */
export function normalizeRequest(request: Overlay, options: NormalizeOptions = {}): OverlayResult {
  return refuseEmpty(normalizeOverlay(request, options), "empty-request");
}

function refuseEmpty(result: OverlayResult, code: "empty" | "empty-request"): OverlayResult {
  return result.ok && isEmptyOverlay(result.value) ? overlayError(code) : result;
}

function overlayError(code: OverlayError["code"], entries: readonly string[] = []): OverlayResult {
  return { ok: false, error: { code, message: overlayMessages[code], entries } };
}

function normalizeList(
  { entries, globScanMaxDepth }: EntryList,
  { canonicalize }: NormalizeOptions,
): EntryList | null {
  const canonical = ({ path, access }: Entry): Entry =>
    path.type === "path"
      ? { path: { type: "path", path: canonicalize?.(path.path) ?? path.path }, access }
      : { path, access };
  const distinct = distinctEntries(entries.map(canonical));
  return distinct.length === 0 ? null : entryList(distinct, globScanMaxDepth);
}
