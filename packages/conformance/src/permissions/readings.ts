import { isJsonObject, type Json, type JsonObject } from "../json.js";

/** Which contracts describe a recorded value (any of them will do), and the message around a recorded part. */
export interface Reading {
  readonly contracts: readonly [string, ...string[]];
  readonly wrap?: (input: Json | undefined) => Json | undefined;
}

/** How each recorded shape is read. */
export const READINGS: Readonly<Record<string, Reading>> = {
  "v2.PermissionProfile": { contracts: ["permissions/permission-profile"] },
  "v2.PermissionProfileFileSystemPermissions": {
    contracts: ["permissions/permission-profile"],
    wrap: managedProfile,
  },
  "v2.SandboxPolicy": { contracts: ["permissions/sandbox-policy"] },
  "v2.AdditionalPermissionProfile": { contracts: ["permissions/additional-permission-profile"] },
  "core.PermissionProfile": {
    contracts: ["permissions/core-permission-profile", "permissions/legacy-permission-profile"],
  },
  "core.SandboxPolicy": { contracts: ["permissions/core-sandbox-policy"] },
  "core.FileSystemSandboxPolicy": { contracts: ["permissions/core-file-system-sandbox-policy"] },
  "core.FileSystemPermissions": {
    contracts: ["permissions/core-additional-permission-profile"],
    wrap: coreAdditionalProfile,
  },
  "core.AdditionalPermissionProfile.is_empty": {
    contracts: ["permissions/core-additional-permission-profile"],
  },
  "rpc:thread/start": { contracts: ["app-server/thread-start-params"] },
  "rpc:command/exec": { contracts: ["app-server/command-exec-params"] },
  normalize_additional_permissions: {
    contracts: ["permissions/core-additional-permission-profile"],
    wrap: argumentOfToolCall,
  },
};

/** The message that carries the recorded members of each operation over the wire. */
export const MESSAGES: Readonly<Record<string, { readonly contract: string; readonly members: JsonObject }>> =
  {
    validate: { contract: "app-server/command-exec-params", members: { command: ["true"] } },
    project: { contract: "app-server/thread-start-params", members: {} },
    turn: { contract: "app-server/turn-start-params", members: { threadId: "t", input: [] } },
  };

function managedProfile(fileSystem: Json = null): Json {
  return { type: "managed", network: { enabled: false }, fileSystem };
}

function coreAdditionalProfile(file_system: Json = null): Json {
  return { network: null, file_system };
}

function argumentOfToolCall(input: Json | undefined): Json | undefined {
  return isJsonObject(input) ? (input["additional_permissions"] ?? input) : input;
}
