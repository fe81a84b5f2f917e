import { type EntryList, entryKey, entryList } from "../model/entry.js";
import type { FileSystemPolicy } from "../model/file-system-policy.js";
import type { Overlay } from "../model/overlay.js";
import type { Profile } from "../model/profile.js";
import { fromRuntime, toRuntime } from "../project/runtime.js";
import { mergedScanDepth } from "./glob-scan-depth.js";

/**
 * A profile with an overlay on top, as Codex runs one command with it: who enforces stays, entries are added, none is
 * removed, and the network is on when either says so. Source: openai/codex #19231.
 */
export function applyOverlay(profile: Profile, overlay: Overlay | null): Profile {
  if (overlay === null) return profile;
  const { fileSystem, network } = toRuntime(profile);
  const enabled = network === "enabled" || overlay.network?.enabled === true;
  return fromRuntime(
    {
      fileSystem: applyToPolicy(fileSystem, overlay.fileSystem),
      network: enabled ? "enabled" : "restricted",
    },
    profile.type,
  );
}

/** A policy with the entries of an overlay; one that restricts nothing, or that others enforce, stays as it is. */
export function applyToPolicy(policy: FileSystemPolicy, added: EntryList | null): FileSystemPolicy {
  if (policy.kind !== "restricted" || added === null || added.entries.length === 0) return policy;
  const present = new Set(policy.entries.map(entryKey));
  const entries = [...policy.entries];
  for (const entry of added.entries) {
    const key = entryKey(entry);
    if (!present.has(key)) entries.push(entry);
    present.add(key);
  }
  return { kind: "restricted", ...entryList(entries, mergedScanDepth(policy, added)) };
}
