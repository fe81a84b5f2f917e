import type { Issue } from "@codex-contracts/protocol";
import type { ReadOnlyAccess } from "@codex-contracts/protocol/permissions";
import { SandboxPolicy } from "@codex-contracts/protocol/permissions/sandbox-policy";
import {
  defaultReadOnly,
  defaultWorkspaceWrite,
  type LegacyPolicy,
  type ReadAccess,
} from "../model/sandbox-policy.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readPaths } from "./read-path.js";

/** Decodes a sandbox policy of the app-server (camelCase); what is left out has its default. */
export function decodeSandboxPolicy(value: unknown): Decoded<LegacyPolicy> {
  return decodeWith(SandboxPolicy, value, readSandboxPolicy);
}

function readSandboxPolicy(wire: SandboxPolicy, issues: Issue[]): LegacyPolicy {
  switch (wire.type) {
    case "dangerFullAccess":
      return { type: wire.type };
    case "externalSandbox":
      return { type: wire.type, networkAccess: wire.networkAccess ?? "restricted" };
    case "readOnly":
      return {
        ...defaultReadOnly,
        access: readAccess(wire.access, "/access", issues),
        networkAccess: wire.networkAccess ?? false,
      };
    case "workspaceWrite":
      return {
        ...defaultWorkspaceWrite,
        writableRoots: readPaths(wire.writableRoots, "/writableRoots", issues),
        readOnlyAccess: readAccess(wire.readOnlyAccess, "/readOnlyAccess", issues),
        networkAccess: wire.networkAccess ?? false,
        excludeTmpdirEnvVar: wire.excludeTmpdirEnvVar ?? false,
        excludeSlashTmp: wire.excludeSlashTmp ?? false,
      };
  }
}

function readAccess(wire: ReadOnlyAccess | undefined, pointer: string, issues: Issue[]): ReadAccess {
  if (wire === undefined || wire.type === "fullAccess") return { type: "fullAccess" };
  return {
    type: "restricted",
    includePlatformDefaults: wire.includePlatformDefaults ?? true,
    readableRoots: readPaths(wire.readableRoots, `${pointer}/readableRoots`, issues),
  };
}
