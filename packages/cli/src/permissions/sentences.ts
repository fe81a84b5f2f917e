import type {
  AccessMode,
  DecisionReason,
  Enforcement,
  ExplainedPlace,
  WithoutEffectReason,
} from "@codex-contracts/permissions";
import type { Colours } from "../text/colours.js";

/** Who keeps commands to the profile. */
export const enforcers: Readonly<Record<Enforcement, string>> = {
  managed: "Codex (managed)",
  external: "whoever runs Codex (external)",
  disabled: "nobody (disabled)",
};

/** Why a place has its access, where no entry is to be named. */
export const placeReasons: Readonly<Record<ExplainedPlace["because"], string>> = {
  entry: "platform defaults",
  protected: "protected below a writable place",
  unrestricted: "nothing restricts files",
  "no-entry": "no entry reaches it",
};

export const withoutEffectReasons: Readonly<Record<WithoutEffectReason, string>> = {
  overruled: "an equally specific entry is stronger",
  "pattern-does-not-deny": "only `none` has a meaning with a pattern",
  "unknown-place": "Codex does not know the place",
  "unresolved-place": "the place has no path here: TMPDIR is not set, or /tmp is no directory",
  "minimal-cannot-be-denied": "`minimal` can be given and not be taken away",
};

/** Why a path has its access. */
export const decisionReasons: Readonly<Record<DecisionReason["kind"], string>> = {
  disabled: "the profile is disabled: nobody restricts files",
  external: "the profile is external: whoever runs Codex restricts files",
  unrestricted: "the profile does not restrict files",
  entry: "this is the most specific entry that reaches the path",
  protected: "writing is allowed above, and this place stays read-only",
  "deny-glob": "a deny pattern matches",
  "invalid-glob": "a deny pattern cannot be read: Codex denies every read and starts no command",
  "no-entry": "no entry reaches the path",
};

/** An access mode in the colour of its weight. */
export function paintAccess(access: AccessMode, paint: Colours): string {
  return { none: paint.red, read: String, write: paint.green }[access](access);
}
