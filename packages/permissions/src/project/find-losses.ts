import type { Entry } from "../model/entry.js";
import type { LegacyPolicy } from "../model/sandbox-policy.js";
import { resolveEntryPath } from "../path/entry-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";
import { compileRules } from "../resolve/rule-tree.js";
import { isLegacyWritable, legacyWritableRoots } from "./legacy-writable-roots.js";
import { type Loss, type LossCode, loss } from "./loss.js";

/**
 * What a restricted profile loses in its sandbox policy, entry by entry. When none of the losses is `wider`, the
 * policy read back as a profile allows nothing that the profile did not.
 */
export function findLosses(
  entries: readonly Entry[],
  policy: LegacyPolicy,
  context: PathContext,
): readonly Loss[] {
  const rules = compileRules(entries, context);
  const writableRoots = policy.type === "workspaceWrite" ? legacyWritableRoots(policy, context) : [];
  const sorted: SortedPolicy = {
    context,
    readsRestricted: restrictsReads(policy),
    opensForWriting: (path) => rules.accessAt(path) !== "write" && isLegacyWritable(path, writableRoots),
  };
  const losses = entries.flatMap((entry, index) => lossesOf(entry, sorted).map((code) => loss(code, index)));
  return gainsWorkingDirectory(policy) && rules.accessAt(cwdOf(context)) === "none"
    ? [...losses, loss("working-directory-readable")]
    : losses;
}

interface SortedPolicy {
  readonly context: PathContext;
  readonly readsRestricted: boolean;
  /** Whether the policy lets a path be written that the profile keeps read-only. */
  readonly opensForWriting: (path: string) => boolean;
}

function lossesOf({ path, access }: Entry, policy: SortedPolicy): readonly LossCode[] {
  if (path.type === "glob_pattern") return access === "none" ? ["deny-glob"] : ["glob-without-effect"];
  if (access === "none") return ["deny-entry"];
  if (path.type === "special" && path.value.kind === "unknown") return ["unknown-place"];
  if (access === "write") return lossesOfWrite(path);
  const root = resolveEntryPath(path, policy.context);
  return [
    ...(root !== undefined && policy.opensForWriting(root) ? (["read-only-carve-out"] as const) : []),
    ...(policy.readsRestricted ? lossesOfRead(path, root) : []),
  ];
}

function lossesOfWrite(path: Entry["path"]): readonly LossCode[] {
  if (path.type !== "special") return [];
  if (path.value.kind === "root") return ["root-write"];
  return path.value.kind === "project_roots" && path.value.subpath !== undefined ? ["symbolic-place"] : [];
}

function lossesOfRead(path: Entry["path"], root: string | undefined): readonly LossCode[] {
  if (path.type !== "special" || path.value.kind === "root" || path.value.kind === "minimal") return [];
  return root === undefined ? ["unresolved-place"] : ["symbolic-place"];
}

function restrictsReads(policy: LegacyPolicy): boolean {
  if (policy.type === "readOnly") return policy.access.type === "restricted";
  return policy.type === "workspaceWrite" && policy.readOnlyAccess.type === "restricted";
}

function gainsWorkingDirectory(policy: LegacyPolicy): boolean {
  return policy.type === "readOnly" && policy.access.type === "restricted";
}
