import type { Issue, Observation } from "@codex-contracts/protocol";
import { SandboxMode } from "@codex-contracts/protocol/permissions/sandbox-mode";
import type { Profile } from "../model/profile.js";
import { defaultReadOnly, defaultWorkspaceWrite, type LegacyPolicy } from "../model/sandbox-policy.js";
import { decodeCoreProfile } from "./decode-core-profile.js";
import { decodeCoreSandboxPolicy } from "./decode-core-sandbox-policy.js";
import { decodeLegacyProfile } from "./decode-legacy-profile.js";
import { decodeProfile } from "./decode-profile.js";
import { decodeSandboxPolicy } from "./decode-sandbox-policy.js";
import { type Decoded, decodeWith, mapDecoded } from "./decoded.js";

/** The forms that permissions are written in. `core-untagged` is the legacy profile of core without a tag. */
export type PermissionsShape = "v2" | "core" | "core-untagged" | "legacy" | "legacy-core" | "mode";

/** Permissions of any shape: a profile, or a policy that stands for one once it is known where. */
export type Permissions =
  | { readonly kind: "profile"; readonly profile: Profile }
  | { readonly kind: "policy"; readonly policy: LegacyPolicy };

export type DecodedPermissions =
  | {
      readonly ok: true;
      readonly shape: PermissionsShape;
      readonly value: Permissions;
      readonly observations: readonly Observation[];
    }
  | { readonly ok: false; readonly shape: PermissionsShape; readonly issues: readonly Issue[] };

/**
 * Decodes permissions of any shape. The shape is told by the tag and the spelling of the members; it then has to be
 * right in all the rest, so that the issues are those of the shape that was meant.
 */
export function decodePermissions(value: unknown): DecodedPermissions {
  const shape = shapeOf(value);
  const decoded = decoders[shape](value);
  return decoded.ok ? { ...decoded, shape } : { ok: false, shape, issues: decoded.issues };
}

const decoders: Readonly<Record<PermissionsShape, (value: unknown) => Decoded<Permissions>>> = {
  v2: (value) => mapDecoded(decodeProfile(value), asProfile),
  core: (value) => mapDecoded(decodeCoreProfile(value), asProfile),
  "core-untagged": (value) => mapDecoded(decodeLegacyProfile(value), asProfile),
  legacy: (value) => mapDecoded(decodeSandboxPolicy(value), asPolicy),
  "legacy-core": (value) => mapDecoded(decodeCoreSandboxPolicy(value), asPolicy),
  mode: (value) =>
    mapDecoded(
      decodeWith(SandboxMode, value, (mode) => policyOfMode[mode]),
      asPolicy,
    ),
};

/** What a mode stands for when no configuration says more. */
const policyOfMode: Readonly<Record<SandboxMode, LegacyPolicy>> = {
  "read-only": defaultReadOnly,
  "workspace-write": defaultWorkspaceWrite,
  "danger-full-access": { type: "dangerFullAccess" },
};

const shapeOfTag: Readonly<Record<LegacyTag, PermissionsShape>> = {
  dangerFullAccess: "legacy",
  readOnly: "legacy",
  externalSandbox: "legacy",
  workspaceWrite: "legacy",
  "danger-full-access": "legacy-core",
  "read-only": "legacy-core",
  "external-sandbox": "legacy-core",
  "workspace-write": "legacy-core",
};

type LegacyTag = LegacyPolicy["type"] | SandboxMode | "external-sandbox";

function shapeOf(value: unknown): PermissionsShape {
  if (typeof value === "string") return "mode";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "v2";
  const members = new Map<string, unknown>(Object.entries(value));
  const tag = members.get("type");
  if (tag === undefined && !members.has("fileSystem")) return "core-untagged";
  if (typeof tag === "string" && Object.hasOwn(shapeOfTag, tag)) return shapeOfTag[tag as LegacyTag];
  return members.has("file_system") || typeof members.get("network") === "string" ? "core" : "v2";
}

function asProfile(profile: Profile): Permissions {
  return { kind: "profile", profile };
}

function asPolicy(policy: LegacyPolicy): Permissions {
  return { kind: "policy", policy };
}
