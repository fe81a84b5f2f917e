import type { Issue } from "@codex-contracts/protocol";
import type { PermissionProfileFileSystemPermissions } from "@codex-contracts/protocol/permissions";
import { PermissionProfile } from "@codex-contracts/protocol/permissions/permission-profile";
import { entryList } from "../model/entry.js";
import type { ManagedFileSystem, Profile } from "../model/profile.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readEntries } from "./read-entries.js";

/**
 * Decodes a permission profile of the app-server (camelCase, always tagged). Unknown members are read past at every
 * level, also a misspelt `glob_scan_max_depth`. Source: observed, Codex 0.125.0.
 */
export function decodeProfile(value: unknown): Decoded<Profile> {
  return decodeWith(PermissionProfile, value, readProfile);
}

function readProfile(wire: PermissionProfile, issues: Issue[]): Profile {
  if (wire.type === "disabled") return { type: "disabled" };
  const network = wire.network.enabled ? "enabled" : "restricted";
  if (wire.type === "external") return { type: "external", network };
  return { type: "managed", fileSystem: readFileSystem(wire.fileSystem, issues), network };
}

function readFileSystem(wire: PermissionProfileFileSystemPermissions, issues: Issue[]): ManagedFileSystem {
  if (wire.type === "unrestricted") return { type: "unrestricted" };
  const entries = readEntries(wire.entries, "/fileSystem/entries", issues);
  return { type: "restricted", ...entryList(entries, wire.globScanMaxDepth ?? undefined) };
}
