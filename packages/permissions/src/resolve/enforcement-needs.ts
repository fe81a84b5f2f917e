import type { NetworkAccess } from "@codex-contracts/protocol/permissions";
import type { FileSystemPolicy } from "../model/file-system-policy.js";
import type { PathContext } from "../path/path-context.js";
import { hasFullDiskRead, hasFullDiskWrite, includesPlatformDefaults } from "../project/full-disk.js";
import { legacyToProfileIn } from "../project/legacy-to-profile.js";
import { profileToLegacy } from "../project/profile-to-legacy.js";
import { fileSystemPolicyOf, fromRuntime } from "../project/runtime.js";
import { rootsOf } from "./roots.js";

export interface PlatformSandboxOptions {
  /** Whether requirements of an administrator say how the network is reached; they always need a sandbox. */
  readonly managedNetworkRequirements?: boolean;
}

/** Whether commands need the sandbox of the platform at all. Source: openai/codex #19231. */
export function needsPlatformSandbox(
  policy: FileSystemPolicy,
  network: NetworkAccess,
  { managedNetworkRequirements = false }: PlatformSandboxOptions = {},
): boolean {
  if (managedNetworkRequirements) return true;
  if (network === "restricted") return policy.kind !== "external-sandbox";
  return policy.kind === "restricted" && !hasFullDiskWrite(policy);
}

/**
 * Whether a policy says something that its sandbox policy does not, so that it has to be enforced itself.
 * Source: tests of openai/codex #19231.
 */
export function needsDirectEnforcement(
  policy: FileSystemPolicy,
  network: NetworkAccess,
  context: PathContext,
): boolean {
  if (policy.kind !== "restricted") return false;
  const projection = profileToLegacy(fromRuntime({ fileSystem: policy, network }), context);
  if (!projection.ok) return true;
  const back = fileSystemPolicyOf(legacyToProfileIn(projection.policy, context));
  return signatureOf(policy, context) !== signatureOf(back, context);
}

/** What a policy comes to, without the order and the spelling of its entries. */
function signatureOf(policy: FileSystemPolicy, context: PathContext): string {
  const { readable, writable, unreadable, unreadableGlobs } = rootsOf(policy, context);
  return JSON.stringify([
    hasFullDiskRead(policy),
    hasFullDiskWrite(policy),
    includesPlatformDefaults(policy),
    [...readable].sort(),
    writable.map(({ root, readOnly }) => [root, [...readOnly].sort()]).sort(),
    [...unreadable].sort(),
    unreadableGlobs,
  ]);
}
