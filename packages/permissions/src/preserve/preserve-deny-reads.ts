import {
  distinctEntries,
  type EntryList,
  entryKey,
  entryList,
  isDeny,
  specialEntry,
} from "../model/entry.js";
import { entriesOf, networkOf, type Profile, restrictedProfile } from "../model/profile.js";
import type { LegacyPolicy } from "../model/sandbox-policy.js";
import type { PathContext } from "../path/path-context.js";
import { legacyToProfileIn } from "../project/legacy-to-profile.js";

/**
 * A replacement profile with the deny entries and the scan depth of the profile that it replaces. A replacement
 * without restrictions becomes one that may write everywhere but there, managed also when it was disabled; an external
 * one stays as it is, and the denies are gone. Source: observed, Codex 0.125.0.
 */
export function preserveDenyReads(replacement: Profile, existing: Profile): Profile {
  const kept = entriesOf(existing);
  const list = listToExtend(replacement, kept);
  if (list === undefined) return replacement;
  return restrictedProfile(
    withDenies(list, kept, list.globScanMaxDepth ?? kept.globScanMaxDepth),
    networkOf(replacement),
  );
}

/**
 * The profile of a sandbox policy that replaces a profile. The deny entries stay where the policy restricts files, and
 * the depth is that of the replaced profile; full access and an external sandbox drop them. Source: observed,
 * Codex 0.125.0.
 */
export function preserveDenyReadsInLegacy(
  policy: LegacyPolicy,
  existing: Profile,
  context: PathContext,
): Profile {
  const replacement = legacyToProfileIn(policy, context);
  if (replacement.type !== "managed" || replacement.fileSystem.type === "unrestricted") return replacement;
  const kept = entriesOf(existing);
  return restrictedProfile(
    withDenies(replacement.fileSystem, kept, kept.globScanMaxDepth),
    replacement.network,
  );
}

/** The entries that denies are added to; undefined where none are. */
function listToExtend(replacement: Profile, kept: EntryList): EntryList | undefined {
  if (replacement.type === "external") return undefined;
  if (replacement.type === "managed" && replacement.fileSystem.type === "restricted")
    return replacement.fileSystem;
  return kept.entries.some(isDeny) ? { entries: [specialEntry({ kind: "root" }, "write")] } : undefined;
}

/** Entries of the replacement are kept as they are, repetitions too; a deny is added when it is not there yet. */
function withDenies(list: EntryList, kept: EntryList, depth: number | undefined): EntryList {
  const denies = distinctEntries(kept.entries.filter(isDeny));
  const present = new Set(list.entries.map(entryKey));
  return entryList([...list.entries, ...denies.filter((entry) => !present.has(entryKey(entry)))], depth);
}
