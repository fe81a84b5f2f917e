import { CoreFileSystemSandboxPolicy } from "@codex-contracts/protocol/permissions/core-file-system-sandbox-policy";
import { entryList } from "../model/entry.js";
import type { FileSystemPolicy } from "../model/file-system-policy.js";
import { type Decoded, decodeWith } from "./decoded.js";
import { readEntries } from "./read-entries.js";

/**
 * Decodes the file system policy that rollouts hold in `turn_context.file_system_sandbox_policy`. Its depth may be 0.
 * Source: observed, Codex 0.125.0.
 */
export function decodeFileSystemPolicy(value: unknown): Decoded<FileSystemPolicy> {
  return decodeWith(CoreFileSystemSandboxPolicy, value, (wire, issues): FileSystemPolicy => {
    if (wire.kind !== "restricted") return { kind: wire.kind };
    const entries = readEntries(wire.entries ?? [], "/entries", issues);
    return { kind: "restricted", ...entryList(entries, wire.glob_scan_max_depth ?? undefined) };
  });
}
