import { entryList } from "../model/entry.js";
import type { Enforcement, FileSystemPolicy, RuntimePermissions } from "../model/file-system-policy.js";
import type { Profile } from "../model/profile.js";

/** The two halves that Codex enforces; a disabled profile has the network whatever was said. Source: openai/codex #19231. */
export function toRuntime(profile: Profile): RuntimePermissions {
  if (profile.type === "disabled") return { fileSystem: { kind: "unrestricted" }, network: "enabled" };
  if (profile.type === "external")
    return { fileSystem: { kind: "external-sandbox" }, network: profile.network };
  const { fileSystem, network } = profile;
  if (fileSystem.type === "unrestricted") return { fileSystem: { kind: "unrestricted" }, network };
  const { entries, globScanMaxDepth } = fileSystem;
  return { fileSystem: { kind: "restricted", ...entryList(entries, globScanMaxDepth) }, network };
}

/**
 * The profile of the two halves. An unrestricted file system is `disabled` only by the hint; an external sandbox is
 * `external` whatever the hint says; a depth of 0 is dropped. Source: openai/codex #19231.
 */
export function fromRuntime(
  { fileSystem, network }: RuntimePermissions,
  enforcement: Enforcement = "managed",
): Profile {
  if (fileSystem.kind === "external-sandbox") return { type: "external", network };
  if (fileSystem.kind === "unrestricted") {
    if (enforcement === "disabled") return { type: "disabled" };
    return { type: "managed", fileSystem: { type: "unrestricted" }, network };
  }
  const { entries, globScanMaxDepth } = fileSystem;
  const depth = globScanMaxDepth === 0 ? undefined : globScanMaxDepth;
  return { type: "managed", fileSystem: { type: "restricted", ...entryList(entries, depth) }, network };
}

/** Who enforces a profile. */
export function enforcementOf(profile: Profile): Enforcement {
  return profile.type;
}

/** The file system half of a profile. */
export function fileSystemPolicyOf(profile: Profile): FileSystemPolicy {
  return toRuntime(profile).fileSystem;
}
