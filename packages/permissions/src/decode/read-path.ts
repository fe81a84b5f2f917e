import type { Issue } from "@codex-contracts/protocol";
import { isAbsolutePath, normalizePath } from "../path/absolute-path.js";

/** The paths of a wire array, tidied; `pointer` is the place of the array. */
export function readPaths(
  paths: readonly string[] | null | undefined,
  pointer: string,
  issues: Issue[],
): string[] {
  return (paths ?? []).map((path, index) => readPath(path, `${pointer}/${index}`, issues));
}

/**
 * A path of the wire, tidied. The contract also takes the absolute paths of Windows; a Codex takes only those of
 * its own platform, which is POSIX here. Source: observed, Codex 0.125.0.
 */
export function readPath(path: string, pointer: string, issues: Issue[]): string {
  if (isAbsolutePath(path)) return normalizePath(path);
  issues.push({ path: pointer, code: "format", expected: "an absolute POSIX path" });
  return path;
}
