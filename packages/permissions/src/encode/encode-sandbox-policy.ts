import type { ReadOnlyAccess, SandboxPolicy } from "@codex-contracts/protocol/permissions";
import type { LegacyPolicy, ReadAccess } from "../model/sandbox-policy.js";

/** A sandbox policy as the app-server writes it: every member is there. */
export function encodeSandboxPolicy(policy: LegacyPolicy): SandboxPolicy {
  switch (policy.type) {
    case "dangerFullAccess":
      return { type: policy.type };
    case "externalSandbox":
      return { type: policy.type, networkAccess: policy.networkAccess };
    case "readOnly":
      return { type: policy.type, access: encodeAccess(policy.access), networkAccess: policy.networkAccess };
    case "workspaceWrite":
      return {
        type: policy.type,
        writableRoots: [...policy.writableRoots],
        readOnlyAccess: encodeAccess(policy.readOnlyAccess),
        networkAccess: policy.networkAccess,
        excludeTmpdirEnvVar: policy.excludeTmpdirEnvVar,
        excludeSlashTmp: policy.excludeSlashTmp,
      };
  }
}

function encodeAccess(access: ReadAccess): ReadOnlyAccess {
  if (access.type === "fullAccess") return { type: access.type };
  const { type, includePlatformDefaults, readableRoots } = access;
  return { type, includePlatformDefaults, readableRoots: [...readableRoots] };
}
