import type { EntryList } from "./entry.js";

/**
 * Permissions on top of a profile: what a command asks for, what a user grants. What it does not mention
 * stays as it is. Source: openai/codex #19231.
 */
export interface Overlay {
  /** Null when nothing is said about the network; `enabled: null` is a part that says nothing and yet is there. */
  readonly network: OverlayNetwork | null;
  readonly fileSystem: EntryList | null;
}

export interface OverlayNetwork {
  readonly enabled: boolean | null;
}

/** The overlay that adds nothing. */
export const emptyOverlay: Overlay = { network: null, fileSystem: null };

/**
 * Whether an overlay has no part at all. A network part that says nothing still counts as a part.
 * Source: test of openai/codex #19231.
 */
export function isEmptyOverlay(overlay: Overlay): boolean {
  return overlay.network === null && overlay.fileSystem === null;
}
