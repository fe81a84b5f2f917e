import type { Issue } from "@codex-contracts/protocol";
import type {
  AdditionalNetworkPermissions,
  CoreFileSystemPermissions,
} from "@codex-contracts/protocol/permissions";
import { CoreAdditionalPermissionProfile } from "@codex-contracts/protocol/permissions/core-additional-permission-profile";
import { CoreRequestPermissionProfile } from "@codex-contracts/protocol/permissions/core-request-permission-profile";
import type { Overlay } from "../model/overlay.js";
import { readNetwork } from "./decode-overlay.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readCoreFileSystem } from "./read-core-file-system.js";
import { withAbsolutePaths } from "./with-absolute-paths.js";

export interface CoreOverlayOptions {
  /**
   * Directory that relative paths start at. Codex sets one for the arguments of a tool call and nowhere else; without
   * it a relative path is refused.
   */
  readonly base?: string;
}

/** Decodes an overlay of core (snake_case) in either spelling; unknown members beside the two parts are read past. */
export function decodeCoreOverlay(value: unknown, { base }: CoreOverlayOptions = {}): Decoded<Overlay> {
  return decodeWith(CoreAdditionalPermissionProfile, withAbsolutePaths(value, base), readCoreOverlay);
}

/** Decodes what the model asks for (snake_case); an unknown member is refused. */
export function decodeCoreRequestOverlay(
  value: unknown,
  { base }: CoreOverlayOptions = {},
): Decoded<Overlay> {
  return decodeWith(CoreRequestPermissionProfile, withAbsolutePaths(value, base), readCoreOverlay);
}

interface WireCoreOverlay {
  readonly network?: AdditionalNetworkPermissions | null;
  readonly file_system?: CoreFileSystemPermissions | null;
}

function readCoreOverlay({ network, file_system: fileSystem }: WireCoreOverlay, issues: Issue[]): Overlay {
  return {
    network: readNetwork(network),
    fileSystem:
      fileSystem === null || fileSystem === undefined
        ? null
        : readCoreFileSystem(fileSystem, "/file_system", issues),
  };
}
