import type { Issue } from "@codex-contracts/protocol";
import type { CoreManagedFileSystemPermissions } from "@codex-contracts/protocol/permissions";
import { CorePermissionProfile } from "@codex-contracts/protocol/permissions/core-permission-profile";
import { entryList } from "../model/entry.js";
import type { ManagedFileSystem, Profile } from "../model/profile.js";
import { decodeLegacyProfile } from "./decode-legacy-profile.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readEntries } from "./read-entries.js";

/**
 * Decodes a permission profile of core (snake_case): the tagged form first, and what does not read as one as the
 * legacy form without a tag. A value with a `type` member is never a legacy profile, so its issues are those of the
 * tagged form. Source: observed, Codex 0.125.0.
 */
export function decodeCoreProfile(value: unknown): Decoded<Profile> {
  const tagged = decodeWith(CorePermissionProfile, value, readCoreProfile);
  return tagged.ok || hasTag(value) ? tagged : decodeLegacyProfile(value);
}

/** Decodes a member that may hold a profile of core: null, as a missing member, is no profile. */
export function decodeNullableCoreProfile(value: unknown): Decoded<Profile | null> {
  return value === null || value === undefined
    ? { ok: true, value: null, observations: [] }
    : decodeCoreProfile(value);
}

function hasTag(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "type");
}

function readCoreProfile(wire: CorePermissionProfile, issues: Issue[]): Profile {
  if (wire.type === "disabled") return { type: "disabled" };
  if (wire.type === "external") return { type: "external", network: wire.network };
  return { type: "managed", fileSystem: readFileSystem(wire.file_system, issues), network: wire.network };
}

function readFileSystem(wire: CoreManagedFileSystemPermissions, issues: Issue[]): ManagedFileSystem {
  if (wire.type === "unrestricted") return { type: "unrestricted" };
  const entries = readEntries(wire.entries, "/file_system/entries", issues);
  return { type: "restricted", ...entryList(entries, wire.glob_scan_max_depth ?? undefined) };
}
