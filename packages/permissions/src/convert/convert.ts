import type {
  CorePermissionProfile,
  CoreSandboxPolicy,
  PermissionProfile,
  SandboxPolicy,
} from "@codex-contracts/protocol/permissions";
import type { Permissions } from "../decode/decode-any.js";
import { encodeCoreProfile } from "../encode/encode-core-profile.js";
import { encodeCoreSandboxPolicy } from "../encode/encode-core-sandbox-policy.js";
import { encodeProfile } from "../encode/encode-profile.js";
import { encodeSandboxPolicy } from "../encode/encode-sandbox-policy.js";
import type { Profile } from "../model/profile.js";
import type { PathContext } from "../path/path-context.js";
import { legacyToProfileIn } from "../project/legacy-to-profile.js";
import type { Loss } from "../project/loss.js";
import { profileToLegacy } from "../project/profile-to-legacy.js";
import type { UnrepresentableProfile } from "../project/unrepresentable.js";

/** What permissions can be written as. */
export type ConversionTarget = "v2" | "core" | "legacy" | "legacy-core";

export const conversionTargets: readonly ConversionTarget[] = ["v2", "core", "legacy", "legacy-core"];

export type Conversion =
  | {
      readonly ok: true;
      readonly exitCode: 0;
      /** JSON of the target. */
      readonly value: PermissionProfile | CorePermissionProfile | SandboxPolicy | CoreSandboxPolicy;
      readonly losses: readonly Loss[];
    }
  | { readonly ok: false; readonly exitCode: 1; readonly error: UnrepresentableProfile };

/** Writes permissions in another shape; a policy stays one where the target is one, whatever the context. */
export function convertPermissions(
  permissions: Permissions,
  to: ConversionTarget,
  context: PathContext,
): Conversion {
  if (to === "v2" || to === "core") {
    const profile = profileOf(permissions, context);
    return converted(to === "v2" ? encodeProfile(profile) : encodeCoreProfile(profile), []);
  }
  const encode = to === "legacy" ? encodeSandboxPolicy : encodeCoreSandboxPolicy;
  if (permissions.kind === "policy") return converted(encode(permissions.policy), []);
  const projection = profileToLegacy(permissions.profile, context);
  return projection.ok
    ? converted(encode(projection.policy), projection.losses)
    : { ok: false, exitCode: 1, error: projection.error };
}

/** The profile of permissions; a policy stands for the one that a session in the context reports. */
export function profileOf(permissions: Permissions, context: PathContext): Profile {
  return permissions.kind === "profile"
    ? permissions.profile
    : legacyToProfileIn(permissions.policy, context);
}

function converted(value: Extract<Conversion, { ok: true }>["value"], losses: readonly Loss[]): Conversion {
  return { ok: true, exitCode: 0, value, losses };
}
