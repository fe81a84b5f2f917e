import type { NetworkAccess } from "@codex-contracts/protocol/permissions";
import type { EntryList } from "./entry.js";

/** The file system half of what Codex enforces at run time. Unlike in a profile its depth may be 0. */
export type FileSystemPolicy =
  | ({ readonly kind: "restricted" } & EntryList)
  | { readonly kind: "unrestricted" }
  | { readonly kind: "external-sandbox" };

/** Who enforces: the hint that tells `disabled` from a managed profile that allows everything. */
export type Enforcement = "managed" | "disabled" | "external";

/** A profile split in the two halves that Codex enforces. Source: openai/codex #19231. */
export interface RuntimePermissions {
  readonly fileSystem: FileSystemPolicy;
  readonly network: NetworkAccess;
}
