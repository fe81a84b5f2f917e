import type { NetworkAccess } from "@codex-contracts/protocol/permissions";
import type { EntryList } from "./entry.js";

/** The file system of a managed profile: entries decide, or nothing is out of reach. */
export type ManagedFileSystem =
  | ({ readonly type: "restricted" } & EntryList)
  | { readonly type: "unrestricted" };

/** Codex itself sandboxes the commands. */
export interface ManagedProfile {
  readonly type: "managed";
  readonly fileSystem: ManagedFileSystem;
  readonly network: NetworkAccess;
}

/** Nobody sandboxes the commands. */
export interface DisabledProfile {
  readonly type: "disabled";
}

/** Whoever runs Codex isolates the file system; Codex only needs to know about the network. */
export interface ExternalProfile {
  readonly type: "external";
  readonly network: NetworkAccess;
}

/**
 * A decoded permission profile, told by who enforces it. The tag is never derived from how wide the access is:
 * a managed profile that allows everything is not `disabled`. Source: openai/codex #19231.
 */
export type Profile = ManagedProfile | DisabledProfile | ExternalProfile;

/** The profile that Codex starts from: managed, no entry, no network. Source: openai/codex #19231. */
export const defaultProfile: Profile = {
  type: "managed",
  fileSystem: { type: "restricted", entries: [] },
  network: "restricted",
};

/** A managed profile whose entries decide. */
export function restrictedProfile(list: EntryList, network: NetworkAccess): ManagedProfile {
  return { type: "managed", fileSystem: { type: "restricted", ...list }, network };
}

/** The network access of a profile; a disabled one restricts nothing. */
export function networkOf(profile: Profile): NetworkAccess {
  return profile.type === "disabled" ? "enabled" : profile.network;
}

/** The entries of a profile, none when its entries do not decide. */
export function entriesOf(profile: Profile): EntryList {
  return profile.type === "managed" && profile.fileSystem.type === "restricted"
    ? profile.fileSystem
    : { entries: [] };
}
