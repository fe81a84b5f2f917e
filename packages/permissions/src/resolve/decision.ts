import type { AccessMode } from "../model/entry.js";

/** Why a path has the access that it has. Entries are JSON Pointers from the restricted file system: `/entries/2`. */
export type DecisionReason =
  /** Nobody restricts files: the profile is disabled, external, or managed with an unrestricted file system. */
  | { readonly kind: "disabled" | "external" | "unrestricted" }
  /** The most specific entries that reach the path name this place. */
  | { readonly kind: "entry"; readonly place: string; readonly entries: readonly string[] }
  /** Writing is allowed above, and this place stays read-only. */
  | { readonly kind: "protected"; readonly place: string; readonly entries: readonly string[] }
  | { readonly kind: "deny-glob"; readonly pattern: string; readonly entries: readonly string[] }
  /** A deny pattern cannot be read: Codex denies every read and starts no command. */
  | { readonly kind: "invalid-glob"; readonly entries: readonly string[] }
  | { readonly kind: "no-entry" };

/** The access at one path. */
export interface Decision {
  /** The path as it was judged: absolute and tidied. */
  readonly path: string;
  /** The path behind symbolic links, when it is another one. */
  readonly realPath?: string;
  readonly access: AccessMode;
  readonly reason: DecisionReason;
  /**
   * True where a command may read and Codex's own file tools may not: for them a deny entry covers everything below
   * it, whatever more specific entries open again.
   */
  readonly deniedToTools: boolean;
}

/** The JSON Pointer of an entry from the restricted file system that holds it. */
export function entryPointer(index: number): string {
  return `/entries/${index}`;
}
