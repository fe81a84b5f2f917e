import {
  decodeCoreOverlay,
  decodeCoreSandboxPolicy,
  decodeFileSystemPolicy,
  decodeOverlay,
  encodeCoreOverlay,
  encodeCoreProfile,
  encodeCoreSandboxPolicy,
  encodeFileSystemPolicy,
  encodeOverlay,
  fromRuntime,
  legacyToProfile,
  type Profile,
  profileToLegacy,
  toRuntime,
} from "@codex-contracts/permissions";
import { expect } from "vitest";
import { decoded } from "./expect-decoded.js";
import type { CaseHandler, PermissionCase } from "./permission-case.js";

export const roundtripHandlers: Readonly<Record<string, CaseHandler>> = {
  "roundtrip core": ({ input, expect: expected }) => {
    const profile = profileOf(input);
    const { fileSystem, network } = toRuntime(profile);
    expect(encodeCoreProfile(profile)).toEqual(expected.profile);
    if ("to_runtime_file_system" in expected) {
      expect(encodeFileSystemPolicy(fileSystem)).toEqual(expected.to_runtime_file_system);
    }
    if ("to_runtime" in expected) {
      expect({ file_system: encodeFileSystemPolicy(fileSystem), network }).toEqual(expected.to_runtime);
    }
    if ("to_legacy" in expected) {
      const projection = profileToLegacy(profile, { cwd: "/w" });
      expect(projection.ok && encodeCoreSandboxPolicy(projection.policy)).toEqual(expected.to_legacy);
    }
  },
  "roundtrip core<->v2": ({ input, expect: expected }) => {
    const overlay = decoded(decodeCoreOverlay({ file_system: input.core }));
    expect(encodeOverlay(overlay).fileSystem).toEqual(expected.v2);
    expect(encodeCoreOverlay(decoded(decodeOverlay({ fileSystem: expected.v2 }))).file_system).toEqual(
      input.core,
    );
  },
};

function profileOf(input: PermissionCase["input"]): Profile {
  if ("sandbox_policy" in input)
    return legacyToProfile(decoded(decodeCoreSandboxPolicy(input.sandbox_policy)));
  const { enforcement, file_system: wire, network } = input.from_runtime;
  return fromRuntime({ fileSystem: decoded(decodeFileSystemPolicy(wire)), network }, enforcement);
}
