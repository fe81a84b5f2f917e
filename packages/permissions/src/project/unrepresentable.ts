import type { PermissionRequest } from "../params/check-params.js";

/**
 * A profile that no sandbox policy can express, with the message that Codex refuses it with. Source: observed,
 * Codex 0.125.0.
 */
export interface UnrepresentableProfile {
  readonly code: "writes-outside-workspace";
  /** Codex's own message, without what each request wraps around it. */
  readonly message: string;
  /** JSON Pointers, from the restricted file system, to the entries that ask for the writes: `/entries/1`. */
  readonly entries: readonly string[];
}

/** The message that Codex refuses such a profile with. */
export const writesOutsideWorkspaceMessage =
  "permissions profile requests filesystem writes outside the workspace root, which is not supported until the runtime enforces FileSystemSandboxPolicy directly";

/**
 * What the message of the error response contains when a request carries such a profile: the whole of it, save for
 * `turn/start`, which also prints the profile before it. Source: observed, Codex 0.125.0.
 */
export function requestErrorMessage(request: PermissionRequest, error: UnrepresentableProfile): string {
  if (request === "command/exec") return `invalid permission profile: ${error.message}`;
  if (request === "turn/start") {
    return `is not in the allowed set permission profiles that can be represented by the active sandbox constraints: ${error.message} (set by <unspecified>)`;
  }
  return `failed to load configuration: invalid permission_profile override: ${error.message}`;
}
