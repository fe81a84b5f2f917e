import type { NetworkAccess } from "@codex-contracts/protocol/permissions";
import type { GlobErrorCode } from "../glob/glob-token.js";
import type { AccessMode } from "../model/entry.js";
import type { Enforcement } from "../model/file-system-policy.js";
import type { LegacyProjection } from "../project/profile-to-legacy.js";
import type { GlobCaveat } from "./glob-caveats.js";

/** A place and what may be done there and below, as far as no other place below says otherwise. */
export interface ExplainedPlace {
  /** An absolute path, or `:minimal` for the files that Codex counts as the platform's own. */
  readonly place: string;
  readonly access: AccessMode;
  /** Why: an entry names it, it is protected below a writable place, nothing restricts files, or no entry reaches it. */
  readonly because: "entry" | "protected" | "unrestricted" | "no-entry";
  /** JSON Pointers from the restricted file system to the entries that name it: `/entries/2`. */
  readonly entries: readonly string[];
}

export interface ExplainedGlob {
  /** The pattern as it is matched: absolute. */
  readonly pattern: string;
  readonly entries: readonly string[];
  readonly error: GlobErrorCode | undefined;
  readonly caveats: readonly GlobCaveat[];
}

/** Why an entry does nothing. */
export type WithoutEffectReason =
  /** An equally specific entry is stronger. */
  | "overruled"
  /** Only `none` has a meaning with a pattern. */
  | "pattern-does-not-deny"
  | "unknown-place"
  /** The place has no path here: TMPDIR is not set, or `/tmp` is no directory. */
  | "unresolved-place"
  /** `minimal` can be given and not be taken away. */
  | "minimal-cannot-be-denied";

export interface WithoutEffect {
  readonly entry: string;
  readonly reason: WithoutEffectReason;
}

/** What a profile comes to in a place, as data. */
export interface Explanation {
  readonly enforcement: Enforcement;
  readonly network: NetworkAccess;
  readonly fileSystem: "restricted" | "unrestricted" | "external-sandbox";
  readonly readsEverything: boolean;
  readonly writesEverything: boolean;
  /** Whether Codex runs commands inside a sandbox of the platform. */
  readonly platformSandbox: boolean;
  /** By path; the first says what holds everywhere else. */
  readonly places: readonly ExplainedPlace[];
  readonly denyGlobs: readonly ExplainedGlob[];
  readonly withoutEffect: readonly WithoutEffect[];
  /** The sandbox policy that Codex reports beside the profile, what it loses, or why there is none. */
  readonly legacy: LegacyProjection;
}
