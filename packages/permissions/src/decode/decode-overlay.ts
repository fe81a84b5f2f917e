import type { Issue } from "@codex-contracts/protocol";
import type {
  AdditionalFileSystemPermissions,
  AdditionalNetworkPermissions,
} from "@codex-contracts/protocol/permissions";
import { AdditionalPermissionProfile } from "@codex-contracts/protocol/permissions/additional-permission-profile";
import { GrantedPermissionProfile } from "@codex-contracts/protocol/permissions/granted-permission-profile";
import { RequestPermissionProfile } from "@codex-contracts/protocol/permissions/request-permission-profile";
import { type EntryList, entryList } from "../model/entry.js";
import type { Overlay, OverlayNetwork } from "../model/overlay.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readEntries } from "./read-entries.js";
import { readPathLists } from "./read-path-lists.js";

/** Decodes what a command asks for on top of its profile, as the app-server shows it; unknown members are read past. */
export function decodeOverlay(value: unknown): Decoded<Overlay> {
  return decodeWith(AdditionalPermissionProfile, value, readOverlay);
}

/** Decodes what the model asks for, as the app-server shows it; an unknown member is refused. */
export function decodeRequestOverlay(value: unknown): Decoded<Overlay> {
  return decodeWith(RequestPermissionProfile, value, readOverlay);
}

/** Decodes what a client grants; unknown members are read past. */
export function decodeGrantedOverlay(value: unknown): Decoded<Overlay> {
  return decodeWith(GrantedPermissionProfile, value, readOverlay);
}

interface WireOverlay {
  readonly network?: AdditionalNetworkPermissions | null;
  readonly fileSystem?: AdditionalFileSystemPermissions | null;
}

function readOverlay({ network, fileSystem }: WireOverlay, issues: Issue[]): Overlay {
  return {
    network: readNetwork(network),
    fileSystem: fileSystem === null || fileSystem === undefined ? null : readFileSystem(fileSystem, issues),
  };
}

/** The network part of an overlay; core and the app-server spell it alike. */
export function readNetwork(network: AdditionalNetworkPermissions | null | undefined): OverlayNetwork | null {
  return network === null || network === undefined ? null : { enabled: network.enabled ?? null };
}

/** When `entries` is there it decides alone: an empty list grants nothing whatever `write` lists. Source: observed. */
function readFileSystem(wire: AdditionalFileSystemPermissions, issues: Issue[]): EntryList {
  const { entries, globScanMaxDepth: depth } = wire;
  const read =
    entries === null || entries === undefined
      ? readPathLists(wire, "/fileSystem", issues)
      : readEntries(entries, "/fileSystem/entries", issues);
  return entryList(read, depth ?? undefined);
}
