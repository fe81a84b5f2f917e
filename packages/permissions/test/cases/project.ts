import {
  decodeCoreProfile,
  decodeFileSystemPolicy,
  decodeProfile,
  decodeSandboxPolicy,
  encodeCoreProfile,
  encodeCoreSandboxPolicy,
  encodeProfile,
  encodeSandboxPolicy,
  fromRuntime,
  legacyToProfileIn,
  profileToLegacy,
} from "@codex-contracts/permissions";
import { expect } from "vitest";
import { decoded } from "./expect-decoded.js";
import { type CaseHandler, contextOf } from "./permission-case.js";

export const projectHandlers: Readonly<Record<string, CaseHandler>> = {
  "legacy_to_profile v2": (recorded) => {
    const policy = decoded(decodeSandboxPolicy(recorded.input.sandboxPolicy));
    const profile = legacyToProfileIn(policy, contextOf(recorded));
    expect(JSON.stringify(encodeProfile(profile))).toBe(JSON.stringify(recorded.expect.permissionProfile));
    expect(encodeSandboxPolicy(policy)).toEqual(recorded.expect.sandboxPolicyNormalized);
    expect(encodeCoreSandboxPolicy(policy)).toEqual(recorded.expect_core.sandbox_policy);
    expect(encodeCoreProfile(profile)).toEqual(recorded.expect_core.permission_profile);
    expect(decoded(decodeCoreProfile(recorded.expect_core.permission_profile))).toEqual(profile);
  },
  "profile_to_legacy v2": (recorded) => {
    const profile = decoded(decodeProfile(recorded.input.permissionProfile));
    const projection = profileToLegacy(profile, contextOf(recorded));
    if (recorded.error !== undefined) {
      expect(projection).toMatchObject({ ok: false, error: { message: recorded.error } });
      return;
    }
    if (!projection.ok) expect.fail(projection.error.message);
    const { sandboxPolicy, storedPermissionProfile } = recorded.expect;
    expect(JSON.stringify(encodeSandboxPolicy(projection.policy))).toBe(JSON.stringify(sandboxPolicy));
    expect(encodeCoreSandboxPolicy(projection.policy)).toEqual(recorded.expect_core.sandbox_policy);
    expect(encodeCoreProfile(projection.reported)).toEqual(recorded.expect_core.permission_profile);
    if (storedPermissionProfile !== undefined) {
      expect(encodeProfile(projection.reported)).toEqual(storedPermissionProfile);
    }
  },
  "profile_to_legacy core": ({ input, expect: expected }) => {
    const fileSystem = decoded(decodeFileSystemPolicy(input.file_system));
    const projection = profileToLegacy(fromRuntime({ fileSystem, network: input.network }), {
      cwd: input.cwd,
    });
    expect(projection.ok && encodeCoreSandboxPolicy(projection.policy)).toEqual(expected.sandbox_policy);
  },
};
