import { isAppServerError } from "@codex-contracts/client/app-server";
import { encodeProfile, encodeSandboxPolicy, type SessionPermissions } from "@codex-contracts/permissions";
import type { PermissionProfile, SandboxPolicy } from "@codex-contracts/protocol/permissions";

/** The permissions that an answer reports, or why there are none. */
export type Reported =
  | { readonly permissionProfile: PermissionProfile | null | undefined; readonly sandbox: SandboxPolicy }
  | { readonly error: string };

/** What Codex answers. */
export async function answerOf(
  ask: () => Promise<{
    readonly permissionProfile?: PermissionProfile | null;
    readonly sandbox: SandboxPolicy;
  }>,
): Promise<Reported> {
  try {
    const { permissionProfile, sandbox } = await ask();
    return { permissionProfile, sandbox };
  } catch (error) {
    if (isAppServerError(error) && error.remote !== undefined) return { error: error.remote.message };
    throw error;
  }
}

/** What we say that Codex answers. */
export function reportOf({ profile, policy }: SessionPermissions): Reported {
  return { permissionProfile: encodeProfile(profile), sandbox: encodeSandboxPolicy(policy) };
}
