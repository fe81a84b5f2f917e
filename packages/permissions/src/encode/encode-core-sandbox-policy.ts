import type { CoreReadOnlyAccess, CoreSandboxPolicy } from "@codex-contracts/protocol/permissions";
import type { LegacyPolicy, ReadAccess } from "../model/sandbox-policy.js";

/**
 * A sandbox policy as core writes it: what has its default is left out, except the network of an external sandbox
 * and the three booleans of workspace-write.
 */
export function encodeCoreSandboxPolicy(policy: LegacyPolicy): CoreSandboxPolicy {
  switch (policy.type) {
    case "dangerFullAccess":
      return { type: "danger-full-access" };
    case "externalSandbox":
      return { type: "external-sandbox", network_access: policy.networkAccess };
    case "readOnly":
      return {
        type: "read-only",
        ...(policy.access.type === "fullAccess" ? {} : { access: encodeAccess(policy.access) }),
        ...(policy.networkAccess ? { network_access: true } : {}),
      };
    case "workspaceWrite":
      return {
        type: "workspace-write",
        ...(policy.writableRoots.length === 0 ? {} : { writable_roots: [...policy.writableRoots] }),
        ...(policy.readOnlyAccess.type === "fullAccess"
          ? {}
          : { read_only_access: encodeAccess(policy.readOnlyAccess) }),
        network_access: policy.networkAccess,
        exclude_tmpdir_env_var: policy.excludeTmpdirEnvVar,
        exclude_slash_tmp: policy.excludeSlashTmp,
      };
  }
}

function encodeAccess(access: ReadAccess): CoreReadOnlyAccess {
  if (access.type === "fullAccess") return { type: "full-access" };
  return {
    type: "restricted",
    include_platform_defaults: access.includePlatformDefaults,
    ...(access.readableRoots.length === 0 ? {} : { readable_roots: [...access.readableRoots] }),
  };
}
