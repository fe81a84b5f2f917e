import { encodeProfile } from "../encode/encode-profile.js";
import type { Profile } from "../model/profile.js";
import type { LegacyPolicy } from "../model/sandbox-policy.js";
import type { PathContext } from "../path/path-context.js";
import { legacyToProfileIn } from "../project/legacy-to-profile.js";
import { profileToLegacy } from "../project/profile-to-legacy.js";
import type { UnrepresentableProfile } from "../project/unrepresentable.js";
import { preserveDenyReads, preserveDenyReadsInLegacy } from "./preserve-deny-reads.js";

/** The permissions of a session as thread responses report them. */
export interface SessionPermissions {
  readonly profile: Profile;
  readonly policy: LegacyPolicy;
}

/** What a turn replaces: the profile or the policy, never both, and where the session works. */
export type TurnOverride =
  | { readonly profile: Profile; readonly policy?: undefined }
  | { readonly policy: LegacyPolicy; readonly profile?: undefined }
  | { readonly profile?: undefined; readonly policy?: undefined };

export type TurnOverrideResult =
  | { readonly ok: true; readonly session: SessionPermissions }
  | { readonly ok: false; readonly error: UnrepresentableProfile };

/**
 * The permissions after `turn/start` replaced some. A profile is reported with the deny entries of the session, the
 * policy beside it is that of the profile as requested, before they are added. Without a replacement the profile stays,
 * and is derived anew for another working directory when it is the one that its policy stands for. Source: observed,
 * Codex 0.125.0.
 *
 * @param before Where the session worked until now.
 * @param after Where it works from this turn on.
 */
export function overrideForTurn(
  session: SessionPermissions,
  override: TurnOverride,
  { before, after }: { readonly before: PathContext; readonly after: PathContext },
): TurnOverrideResult {
  if (override.profile !== undefined) {
    const projection = profileToLegacy(override.profile, after);
    if (!projection.ok) return projection;
    const profile = preserveDenyReads(projection.reported, session.profile);
    return { ok: true, session: { profile, policy: projection.policy } };
  }
  if (override.policy !== undefined) {
    const profile = preserveDenyReadsInLegacy(override.policy, session.profile, after);
    return { ok: true, session: { profile, policy: override.policy } };
  }
  const profile = followsPolicy(session, before) ? legacyToProfileIn(session.policy, after) : session.profile;
  return { ok: true, session: { ...session, profile } };
}

function followsPolicy({ profile, policy }: SessionPermissions, context: PathContext): boolean {
  return (
    JSON.stringify(encodeProfile(profile)) ===
    JSON.stringify(encodeProfile(legacyToProfileIn(policy, context)))
  );
}
