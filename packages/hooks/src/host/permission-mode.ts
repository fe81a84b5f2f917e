import type { HookPermissionMode } from "@codex-contracts/protocol/hooks";

/** What hooks read as the mode: Codex sends two of the five words. */
export function permissionModeOf(approvalPolicy: string): HookPermissionMode {
  return approvalPolicy === "never" ? "bypassPermissions" : "default";
}
