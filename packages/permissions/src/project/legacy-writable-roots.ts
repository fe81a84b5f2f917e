import type { WorkspaceWritePolicy } from "../model/sandbox-policy.js";
import { isAtOrBelow } from "../path/absolute-path.js";
import { resolveEntryPath } from "../path/entry-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";
import { protectedPathsOf } from "../path/protected-paths.js";

/** A directory that a sandbox policy opens for writing, and what stays read-only below it. */
export interface LegacyWritableRoot {
  readonly root: string;
  readonly protectedPaths: readonly string[];
}

/** The directories that a workspace-write policy opens for writing. Source: openai/codex #19231. */
export function legacyWritableRoots(
  policy: WorkspaceWritePolicy,
  context: PathContext,
): readonly LegacyWritableRoot[] {
  const cwd = cwdOf(context);
  const tmp = policy.excludeSlashTmp ? undefined : resolveSpecial("slash_tmp", context);
  const tmpdir = policy.excludeTmpdirEnvVar ? undefined : resolveSpecial("tmpdir", context);
  const roots = [...policy.writableRoots, cwd, tmp, tmpdir].filter((root) => root !== undefined);
  return roots.map((root) => ({
    root,
    protectedPaths: protectedPathsOf(root, context.fileSystem, { protectMissingDotCodex: root === cwd }),
  }));
}

/** Whether a path lies below a writable root and not below what stays read-only in it. */
export function isLegacyWritable(path: string, roots: readonly LegacyWritableRoot[]): boolean {
  return roots.some(
    ({ root, protectedPaths }) =>
      isAtOrBelow(path, root) && !protectedPaths.some((protectedPath) => isAtOrBelow(path, protectedPath)),
  );
}

/** The read-only paths that Codex adds for a workspace-write policy: those of the working directory, then of each root. */
export function protectedPathsOfLegacy(
  policy: WorkspaceWritePolicy,
  context: PathContext,
): readonly string[] {
  return [
    ...protectedPathsOf(cwdOf(context), context.fileSystem, { protectMissingDotCodex: true }),
    ...policy.writableRoots.flatMap((root) =>
      protectedPathsOf(root, context.fileSystem, { protectMissingDotCodex: false }),
    ),
  ];
}

function resolveSpecial(kind: "slash_tmp" | "tmpdir", context: PathContext): string | undefined {
  return resolveEntryPath({ type: "special", value: { kind } }, context);
}
