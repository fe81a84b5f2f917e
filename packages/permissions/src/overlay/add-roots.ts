import { type AccessMode, pathEntry } from "../model/entry.js";
import type { FileSystemPolicy } from "../model/file-system-policy.js";
import type { PathContext } from "../path/path-context.js";
import { hasFullDiskRead } from "../project/full-disk.js";
import { compileRules } from "../resolve/rule-tree.js";

/** A policy that can also read some roots; one that it can read already is not added. Source: test of openai/codex #19231. */
export function addReadableRoots(
  policy: FileSystemPolicy,
  roots: readonly string[],
  context: PathContext,
): FileSystemPolicy {
  return hasFullDiskRead(policy) ? policy : addRoots(policy, roots, { access: "read", context });
}

/** A policy that can also write some roots; one that it can write already is not added. Source: test of openai/codex #19231. */
export function addWritableRoots(
  policy: FileSystemPolicy,
  roots: readonly string[],
  context: PathContext,
): FileSystemPolicy {
  return addRoots(policy, roots, { access: "write", context });
}

interface AddOptions {
  readonly access: Extract<AccessMode, "read" | "write">;
  readonly context: PathContext;
}

function addRoots(
  policy: FileSystemPolicy,
  roots: readonly string[],
  { access, context }: AddOptions,
): FileSystemPolicy {
  if (policy.kind !== "restricted") return policy;
  const entries = [...policy.entries];
  for (const root of roots) {
    const given = compileRules(entries, context).accessAt(root);
    if (given === "write" || given === access) continue;
    entries.push(pathEntry(root, access));
  }
  return { ...policy, entries };
}
