import {
  type Decoded,
  decodeCoreOverlay,
  decodeCoreSandboxPolicy,
  decodeFileSystemPolicy,
  decodeNullableCoreProfile,
  encodeCoreProfile,
  encodeCoreSandboxPolicy,
  encodeFileSystemPolicy,
  encodeOverlay,
  isEmptyOverlay,
  normalizeCommandOverlay,
  normalizeOverlay,
} from "@codex-contracts/permissions";
import { expect } from "vitest";
import { decoded, expectRefused } from "./expect-decoded.js";
import type { CaseHandler } from "./permission-case.js";

export const normalizeHandlers: Readonly<Record<string, CaseHandler>> = {
  "normalize core.PermissionProfile": rewritten(decodeNullableCoreProfile, (profile) =>
    profile === null ? null : encodeCoreProfile(profile),
  ),
  "normalize core.SandboxPolicy": rewritten(decodeCoreSandboxPolicy, encodeCoreSandboxPolicy),
  "normalize core.FileSystemSandboxPolicy": rewritten(decodeFileSystemPolicy, encodeFileSystemPolicy),
  "normalize core.AdditionalPermissionProfile.is_empty": ({ input, expect: isEmpty }) =>
    expect(isEmptyOverlay(decoded(decodeCoreOverlay(input)))).toBe(isEmpty),
  "normalize normalize_additional_permissions": ({ input, expect: expected, error }) => {
    const result =
      "sandbox_permissions" in input ? ofCommand(input) : normalizeOverlay(decoded(decodeCoreOverlay(input)));
    if (error === undefined)
      expect(result.ok && encodeOverlay(result.value)).toEqual(expected.additionalPermissions);
    else expect(result).toMatchObject({ ok: false, error: { message: error } });
  },
};

function rewritten<T>(decode: (value: unknown) => Decoded<T>, encode: (value: T) => unknown): CaseHandler {
  return ({ input, expect: expected, error }) => {
    if (error !== undefined) return expectRefused(decode(input), error);
    // As text: the order of the members is Codex's too.
    expect(JSON.stringify(encode(decoded(decode(input))))).toBe(JSON.stringify(expected));
  };
}

/** The arguments of a tool call: relative paths start at the working directory. */
function ofCommand({ additional_permissions: wire }: { readonly additional_permissions?: unknown }) {
  const overlay = wire === undefined ? undefined : decoded(decodeCoreOverlay(wire, { base: "/home/me/ws" }));
  return normalizeCommandOverlay(overlay);
}
