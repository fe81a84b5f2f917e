import { joinPath, resolvePath } from "./absolute-path.js";
import type { FileSystemView } from "./path-context.js";

export interface ProtectedPathsOptions {
  /** True for the working directory, whose `.codex` is protected even before it exists. */
  readonly protectMissingDotCodex: boolean;
}

/**
 * The paths below a writable directory that stay read-only: `.git` (and before it the directory that a `.git` file
 * points to), `.agents` and `.codex`, where they exist. Source: observed, Codex 0.125.0.
 */
export function protectedPathsOf(
  root: string,
  fileSystem: FileSystemView | undefined,
  { protectMissingDotCodex }: ProtectedPathsOptions,
): readonly string[] {
  const dotCodex = joinPath(root, ".codex");
  const dotAgents = joinPath(root, ".agents");
  return [
    ...gitPaths(joinPath(root, ".git"), root, fileSystem),
    ...(fileSystem?.kindOf(dotAgents) === "directory" ? [dotAgents] : []),
    ...(protectMissingDotCodex || fileSystem?.kindOf(dotCodex) === "directory" ? [dotCodex] : []),
  ];
}

function gitPaths(dotGit: string, root: string, fileSystem: FileSystemView | undefined): readonly string[] {
  const kind = fileSystem?.kindOf(dotGit);
  if (fileSystem === undefined || kind === undefined) return [];
  if (kind === "directory") return [dotGit];
  const target = gitDirectory(fileSystem.readText(dotGit), root);
  return target !== undefined && fileSystem.kindOf(target) !== undefined ? [target, dotGit] : [dotGit];
}

/** The directory that the `.git` file of a worktree or submodule names: `gitdir: <path>`. */
function gitDirectory(text: string | undefined, root: string): string | undefined {
  const match = /^[^:]*:(.*)$/s.exec(text?.trim() ?? "");
  const path = match?.[1]?.trim();
  return path === undefined || path === "" ? undefined : resolvePath(path, root);
}
