import type { Entry, EntryList } from "../model/entry.js";
import { networkOf, type Profile } from "../model/profile.js";
import { resolveEntryPath } from "../path/entry-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";
import { hasFullDiskRead, hasFullDiskWrite, includesPlatformDefaults } from "../project/full-disk.js";
import { profileToLegacy } from "../project/profile-to-legacy.js";
import { toRuntime } from "../project/runtime.js";
import { entryPointer } from "../resolve/decision.js";
import { compileDenyGlobs } from "../resolve/deny-globs.js";
import { compileEffectiveRules } from "../resolve/effective-rules.js";
import { needsPlatformSandbox } from "../resolve/enforcement-needs.js";
import { nodesOf } from "../resolve/path-tree.js";
import { compileRules, type RuleTree } from "../resolve/rule-tree.js";
import type {
  ExplainedGlob,
  ExplainedPlace,
  Explanation,
  WithoutEffect,
  WithoutEffectReason,
} from "./explanation.js";
import { caveatsOf } from "./glob-caveats.js";

/** Explains a profile: every place with its access and the entries behind it, and what its sandbox policy loses. */
export function explainProfile(profile: Profile, context: PathContext): Explanation {
  cwdOf(context);
  const { fileSystem, network } = toRuntime(profile);
  const restricted = fileSystem.kind === "restricted" ? fileSystem : undefined;
  return {
    enforcement: profile.type,
    network: networkOf(profile),
    fileSystem: fileSystem.kind,
    readsEverything: hasFullDiskRead(fileSystem),
    writesEverything: hasFullDiskWrite(fileSystem),
    platformSandbox: profile.type === "managed" && needsPlatformSandbox(fileSystem, network),
    places: restricted === undefined ? [everywhere] : placesOf(restricted, context),
    denyGlobs: restricted === undefined ? [] : globsOf(restricted, context),
    withoutEffect: restricted === undefined ? [] : withoutEffect(restricted, context),
    legacy: profileToLegacy(profile, context),
  };
}

const everywhere: ExplainedPlace = { place: "/", access: "write", because: "unrestricted", entries: [] };

function placesOf(list: EntryList, context: PathContext): readonly ExplainedPlace[] {
  const rules = compileEffectiveRules(list, context);
  const places = [...nodesOf(rules.root)].flatMap(({ path, value }): readonly ExplainedPlace[] => {
    if (value === undefined) return [];
    const because = value.access === undefined ? "protected" : "entry";
    return [{ place: path, access: rules.accessAt(path), because, entries: value.entries.map(entryPointer) }];
  });
  const rest: readonly ExplainedPlace[] =
    rules.root.value === undefined ? [{ place: "/", access: "none", because: "no-entry", entries: [] }] : [];
  return [...rest, ...places, ...minimalPlace(list)];
}

function minimalPlace(list: EntryList): readonly ExplainedPlace[] {
  if (!includesPlatformDefaults({ kind: "restricted", ...list })) return [];
  const entries = list.entries.flatMap((entry, index) => (isMinimal(entry) ? [entryPointer(index)] : []));
  return [{ place: ":minimal", access: "read", because: "entry", entries }];
}

function globsOf(list: EntryList, context: PathContext): readonly ExplainedGlob[] {
  return compileDenyGlobs(list.entries, context).globs.map(({ entry, pattern, error }) => ({
    pattern,
    entries: [entryPointer(entry)],
    error,
    caveats: error === undefined ? caveatsOf(pattern, list.globScanMaxDepth) : [],
  }));
}

function withoutEffect({ entries }: EntryList, context: PathContext): readonly WithoutEffect[] {
  const rules = compileRules(entries, context);
  return entries.flatMap((entry, index) => {
    const reason = reasonWithoutEffect(entry, rules, context);
    return reason === undefined ? [] : [{ entry: entryPointer(index), reason }];
  });
}

function reasonWithoutEffect(
  entry: Entry,
  rules: RuleTree,
  context: PathContext,
): WithoutEffectReason | undefined {
  const { path, access } = entry;
  if (path.type === "glob_pattern") return access === "none" ? undefined : "pattern-does-not-deny";
  if (isMinimal(entry)) return access === "none" ? "minimal-cannot-be-denied" : undefined;
  if (path.type === "special" && path.value.kind === "unknown") return "unknown-place";
  const place = resolveEntryPath(path, context);
  if (place === undefined) return "unresolved-place";
  return rules.accessAt(place) === access ? undefined : "overruled";
}

function isMinimal({ path }: Entry): boolean {
  return path.type === "special" && path.value.kind === "minimal";
}
