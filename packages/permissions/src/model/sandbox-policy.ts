import type { NetworkAccess } from "@codex-contracts/protocol/permissions";

/** What a sandbox policy lets commands read. */
export type ReadAccess =
  | { readonly type: "fullAccess" }
  | {
      readonly type: "restricted";
      readonly includePlatformDefaults: boolean;
      readonly readableRoots: readonly string[];
    };

export interface DangerFullAccessPolicy {
  readonly type: "dangerFullAccess";
}

export interface ReadOnlyPolicy {
  readonly type: "readOnly";
  readonly access: ReadAccess;
  readonly networkAccess: boolean;
}

export interface ExternalSandboxPolicy {
  readonly type: "externalSandbox";
  readonly networkAccess: NetworkAccess;
}

export interface WorkspaceWritePolicy {
  readonly type: "workspaceWrite";
  readonly writableRoots: readonly string[];
  readonly readOnlyAccess: ReadAccess;
  readonly networkAccess: boolean;
  readonly excludeTmpdirEnvVar: boolean;
  readonly excludeSlashTmp: boolean;
}

/** A decoded legacy sandbox policy: every member that the wire lets out has its default. */
export type LegacyPolicy =
  | DangerFullAccessPolicy
  | ReadOnlyPolicy
  | ExternalSandboxPolicy
  | WorkspaceWritePolicy;

/** A workspace-write policy with nothing set. */
export const defaultWorkspaceWrite: WorkspaceWritePolicy = {
  type: "workspaceWrite",
  writableRoots: [],
  readOnlyAccess: { type: "fullAccess" },
  networkAccess: false,
  excludeTmpdirEnvVar: false,
  excludeSlashTmp: false,
};

/** A read-only policy with nothing set. */
export const defaultReadOnly: ReadOnlyPolicy = {
  type: "readOnly",
  access: { type: "fullAccess" },
  networkAccess: false,
};
