import type {
  CoreFileSystemSandboxPolicy,
  CoreManagedFileSystemPermissions,
  CorePermissionProfile,
  FileSystemSandboxEntry,
} from "@codex-contracts/protocol/permissions";
import type { EntryList } from "../model/entry.js";
import type { FileSystemPolicy } from "../model/file-system-policy.js";
import type { ManagedFileSystem, Profile } from "../model/profile.js";
import { encodeEntries } from "./encode-entries.js";

/** A profile as core writes it: always tagged, members in its order, absent members left out. */
export function encodeCoreProfile(profile: Profile): CorePermissionProfile {
  if (profile.type === "disabled") return { type: "disabled" };
  if (profile.type === "external") return { type: "external", network: profile.network };
  return { type: "managed", file_system: encodeFileSystem(profile.fileSystem), network: profile.network };
}

/** A file system policy as core writes it: no `entries` when there is none. */
export function encodeFileSystemPolicy(policy: FileSystemPolicy): CoreFileSystemSandboxPolicy {
  if (policy.kind !== "restricted") return { kind: policy.kind };
  const { entries, ...depth } = encodeList(policy);
  return { kind: "restricted", ...depth, ...(entries.length === 0 ? {} : { entries }) };
}

function encodeFileSystem(fileSystem: ManagedFileSystem): CoreManagedFileSystemPermissions {
  if (fileSystem.type === "unrestricted") return { type: "unrestricted" };
  return { type: "restricted", ...encodeList(fileSystem) };
}

function encodeList({ entries, globScanMaxDepth: depth }: EntryList): {
  entries: FileSystemSandboxEntry[];
  glob_scan_max_depth?: number;
} {
  return {
    entries: encodeEntries(entries, "omit"),
    ...(depth === undefined ? {} : { glob_scan_max_depth: depth }),
  };
}
