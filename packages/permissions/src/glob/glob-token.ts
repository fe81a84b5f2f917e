/** One part of a parsed pattern. `**` means something only where it is a whole name; elsewhere it is `*` twice. */
export type GlobToken =
  | { readonly type: "bytes"; readonly bytes: Uint8Array }
  /** `?`: one byte that is no slash. */
  | { readonly type: "any" }
  /** `*`: bytes that are no slashes. */
  | { readonly type: "star" }
  /** `[…]`: one byte of a set, the slash included when the set says so. */
  | { readonly type: "class"; readonly bytes: readonly boolean[] }
  /** A leading `**` with the slash after it. */
  | { readonly type: "recursive-prefix" }
  /** A closing `**` with the slash before it. */
  | { readonly type: "recursive-suffix" }
  /** A `**` in between with the slashes around it. */
  | { readonly type: "recursive" }
  | { readonly type: "alternatives"; readonly branches: readonly GlobTokens[] };

export type GlobTokens = readonly GlobToken[];

/** Why a pattern cannot be read. */
export type GlobErrorCode =
  | "unclosed-alternatives"
  | "unopened-alternatives"
  | "invalid-range"
  | "dangling-escape"
  | "too-long"
  | "too-nested";

export type ParsedGlob =
  | { readonly ok: true; readonly tokens: GlobTokens }
  | { readonly ok: false; readonly code: GlobErrorCode };
