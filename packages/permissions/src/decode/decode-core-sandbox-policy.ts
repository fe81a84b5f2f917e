import type { Issue } from "@codex-contracts/protocol";
import type { CoreReadOnlyAccess } from "@codex-contracts/protocol/permissions";
import { CoreSandboxPolicy } from "@codex-contracts/protocol/permissions/core-sandbox-policy";
import type { LegacyPolicy, ReadAccess } from "../model/sandbox-policy.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readPaths } from "./read-path.js";

/** Decodes a sandbox policy of core (kebab-case tags, snake_case members); what is left out has its default. */
export function decodeCoreSandboxPolicy(value: unknown): Decoded<LegacyPolicy> {
  return decodeWith(CoreSandboxPolicy, value, readSandboxPolicy);
}

function readSandboxPolicy(wire: CoreSandboxPolicy, issues: Issue[]): LegacyPolicy {
  switch (wire.type) {
    case "danger-full-access":
      return { type: "dangerFullAccess" };
    case "external-sandbox":
      return { type: "externalSandbox", networkAccess: wire.network_access ?? "restricted" };
    case "read-only":
      return {
        type: "readOnly",
        access: readAccess(wire.access, "/access", issues),
        networkAccess: wire.network_access ?? false,
      };
    case "workspace-write":
      return {
        type: "workspaceWrite",
        writableRoots: readPaths(wire.writable_roots, "/writable_roots", issues),
        readOnlyAccess: readAccess(wire.read_only_access, "/read_only_access", issues),
        networkAccess: wire.network_access ?? false,
        excludeTmpdirEnvVar: wire.exclude_tmpdir_env_var ?? false,
        excludeSlashTmp: wire.exclude_slash_tmp ?? false,
      };
  }
}

function readAccess(wire: CoreReadOnlyAccess | undefined, pointer: string, issues: Issue[]): ReadAccess {
  if (wire === undefined || wire.type === "full-access") return { type: "fullAccess" };
  return {
    type: "restricted",
    includePlatformDefaults: wire.include_platform_defaults ?? true,
    readableRoots: readPaths(wire.readable_roots, `${pointer}/readable_roots`, issues),
  };
}
