import type {
  PermissionProfile,
  PermissionProfileFileSystemPermissions,
} from "@codex-contracts/protocol/permissions";
import type { ManagedFileSystem, Profile } from "../model/profile.js";
import { encodeEntries } from "./encode-entries.js";

/** A profile as the app-server writes it: members in its order, `subpath` always there, no depth when there is none. */
export function encodeProfile(profile: Profile): PermissionProfile {
  if (profile.type === "disabled") return { type: "disabled" };
  const network = { enabled: profile.network === "enabled" };
  if (profile.type === "external") return { type: "external", network };
  return { type: "managed", network, fileSystem: encodeFileSystem(profile.fileSystem) };
}

function encodeFileSystem(fileSystem: ManagedFileSystem): PermissionProfileFileSystemPermissions {
  if (fileSystem.type === "unrestricted") return { type: "unrestricted" };
  const { entries, globScanMaxDepth } = fileSystem;
  return {
    type: "restricted",
    entries: encodeEntries(entries, "null"),
    ...(globScanMaxDepth === undefined ? {} : { globScanMaxDepth }),
  };
}
