import { LegacyPermissionProfile } from "@codex-contracts/protocol/permissions/legacy-permission-profile";
import { type Profile, restrictedProfile } from "../model/profile.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readCoreFileSystem } from "./read-core-file-system.js";

/**
 * Decodes a profile of core from before profiles had a tag: `{network?, file_system?}` and nothing else. It is always
 * managed with entries that decide, even when they allow everything. Source: observed, Codex 0.125.0.
 */
export function decodeLegacyProfile(value: unknown): Decoded<Profile> {
  return decodeWith(LegacyPermissionProfile, value, (wire, issues) => {
    const list = readCoreFileSystem(wire.file_system ?? {}, "/file_system", issues);
    return restrictedProfile(list, wire.network?.enabled === true ? "enabled" : "restricted");
  });
}
