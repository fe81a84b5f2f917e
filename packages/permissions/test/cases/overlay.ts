import {
  addReadableRoots,
  addWritableRoots,
  answerRequest,
  applyToPolicy,
  decodeCoreOverlay,
  decodeCoreRequestOverlay,
  decodeCoreSandboxPolicy,
  decodeFileSystemPolicy,
  encodeCoreOverlay,
  encodeCoreProfile,
  encodeFileSystemPolicy,
  encodeOverlay,
  fromRuntime,
  mergeOverlays,
  needsPlatformSandbox,
  normalizeRequest,
  type Overlay,
  preserveDenyReadsInLegacy,
} from "@codex-contracts/permissions";
import { expect } from "vitest";
import { decoded } from "./expect-decoded.js";
import { type CaseHandler, contextOf } from "./permission-case.js";

export const overlayHandlers: Readonly<Record<string, CaseHandler>> = {
  "overlay intersect_grant": (recorded) => {
    const { input, expect: expected, error } = recorded;
    const context = contextOf(recorded);
    const request = normalizeRequest(
      decoded(decodeCoreRequestOverlay(input.requested, { base: context.cwd })),
    );
    if (!request.ok) return expect(request.error.message).toBe(error);
    expect(encodeOverlay(request.value)).toEqual(recorded.expect_request_wire);
    const { permissions, scope, strictAutoReview } = answerRequest(request.value, input.response, context);
    const strict = strictAutoReview ? { strict_auto_review: true } : {};
    expect({ permissions: encodeCoreOverlay(permissions), scope, ...strict }).toEqual(expected);
  },
  "overlay merge_overlays": ({ input, expect: expected }) => {
    const overlays: readonly Overlay[] = input.session_grants_in_order.map(overlayOf);
    const granted = overlays.reduce<Overlay | null>(mergeOverlays, null);
    const request = input.request === null ? null : overlayOf(input.request);
    const merged = mergeOverlays(request, granted);
    expect(merged !== null && encodeOverlay(merged)).toEqual(expected.additionalPermissions);
  },
  "overlay apply_overlay_to_policy": ({ input, expect: expected }) => {
    const overlay = input.overlay === null ? null : overlayOf({ file_system: input.overlay }).fileSystem;
    expect(encodeFileSystemPolicy(applyToPolicy(policyOf(input.policy), overlay))).toEqual(expected);
  },
  "overlay from_legacy_preserving_deny": ({ input, expect: expected }) => {
    const existing = fromRuntime({ fileSystem: policyOf(input.existing), network: "restricted" });
    const policy = decoded(decodeCoreSandboxPolicy(input.sandbox_policy));
    const profile = preserveDenyReadsInLegacy(policy, existing, { cwd: input.cwd });
    expect(encodeCoreProfile(profile)).toMatchObject({
      file_system: { entries: expect.arrayContaining(expected.entries_contain) },
    });
  },
  "overlay should_require_platform_sandbox": ({ input, expect: expected }) => {
    const options = { managedNetworkRequirements: input.has_managed_network_requirements };
    expect(needsPlatformSandbox(policyOf(input.policy), input.network, options)).toBe(expected);
  },
  "overlay with_additional_readable_roots": ({ input, expect: expected }) =>
    expect(
      encodeFileSystemPolicy(addReadableRoots(policyOf(input.policy), input.roots, { cwd: input.cwd })),
    ).toEqual(expected),
  "overlay with_additional_writable_roots": ({ input, expect: expected }) =>
    expect(
      encodeFileSystemPolicy(addWritableRoots(policyOf(input.policy), input.roots, { cwd: input.cwd })),
    ).toEqual(expected),
};

function overlayOf(wire: unknown): Overlay {
  return decoded(decodeCoreOverlay(wire));
}

function policyOf(wire: unknown) {
  return decoded(decodeFileSystemPolicy(wire));
}
