import { type Entry, pathEntry, specialEntry } from "../model/entry.js";
import { type Profile, restrictedProfile } from "../model/profile.js";
import type {
  LegacyPolicy,
  ReadAccess,
  ReadOnlyPolicy,
  WorkspaceWritePolicy,
} from "../model/sandbox-policy.js";
import type { PathContext } from "../path/path-context.js";
import { isSameTarget } from "./full-disk.js";
import { isLegacyWritable, legacyWritableRoots, protectedPathsOfLegacy } from "./legacy-writable-roots.js";

/**
 * The profile that a sandbox policy stands for, by its members alone: `dangerFullAccess` is disabled,
 * `externalSandbox` external, anything else managed. Source: openai/codex #19231.
 */
export function legacyToProfile(policy: LegacyPolicy): Profile {
  switch (policy.type) {
    case "dangerFullAccess":
      return { type: "disabled" };
    case "externalSandbox":
      return { type: "external", network: policy.networkAccess };
    case "readOnly":
      return restrictedProfile({ entries: readOnlyEntries(policy) }, networkAccess(policy.networkAccess));
    case "workspaceWrite":
      return restrictedProfile(
        { entries: workspaceWriteEntries(policy) },
        networkAccess(policy.networkAccess),
      );
  }
}

/**
 * The profile that a session reports for a sandbox policy: for `workspaceWrite`, readable roots below a writable one
 * are dropped, and `.git`, `.agents` and `.codex` of every writable root are added as read-only.
 * Source: observed, Codex 0.125.0.
 */
export function legacyToProfileIn(policy: LegacyPolicy, context: PathContext): Profile {
  if (policy.type !== "workspaceWrite") return legacyToProfile(policy);
  const roots = legacyWritableRoots(policy, context);
  const kept = workspaceWriteEntries(policy).filter(
    ({ path, access }) => path.type !== "path" || access !== "read" || !isLegacyWritable(path.path, roots),
  );
  const entries = protectedPathsOfLegacy(policy, context).reduce(appendUnlessNamed, kept);
  return restrictedProfile({ entries }, networkAccess(policy.networkAccess));
}

function networkAccess(enabled: boolean): "enabled" | "restricted" {
  return enabled ? "enabled" : "restricted";
}

function readOnlyEntries({ access }: ReadOnlyPolicy): readonly Entry[] {
  if (access.type === "fullAccess") return readEntries(access);
  return [specialEntry({ kind: "current_working_directory" }, "read"), ...readEntries(access)];
}

function workspaceWriteEntries(policy: WorkspaceWritePolicy): readonly Entry[] {
  return [
    ...readEntries(policy.readOnlyAccess),
    specialEntry({ kind: "current_working_directory" }, "write"),
    ...(policy.excludeSlashTmp ? [] : [specialEntry({ kind: "slash_tmp" }, "write")]),
    ...(policy.excludeTmpdirEnvVar ? [] : [specialEntry({ kind: "tmpdir" }, "write")]),
    ...policy.writableRoots.map((path) => pathEntry(path, "write")),
  ];
}

function readEntries(access: ReadAccess): readonly Entry[] {
  if (access.type === "fullAccess") return [specialEntry({ kind: "root" }, "read")];
  return [
    ...(access.includePlatformDefaults ? [specialEntry({ kind: "minimal" }, "read")] : []),
    ...access.readableRoots.map((path) => pathEntry(path, "read")),
  ];
}

/** Adds a read-only path unless some entry names it already, with whatever access. */
function appendUnlessNamed(entries: readonly Entry[], path: string): readonly Entry[] {
  const added = pathEntry(path, "read");
  return entries.some((entry) => isSameTarget(entry.path, added.path)) ? entries : [...entries, added];
}
