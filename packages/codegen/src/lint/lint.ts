import type { SourceFile } from "../source.js";
import { type LintFilesOptions, type LintResult, lintFiles } from "./lint-files.js";
import { patternSlowness } from "./pattern-slowness.js";

export type LintOptions = Omit<LintFilesOptions, "slowness">;

/** Judges a folder of schemas. Pure: the same files, on the same day, give the same result in any order. */
export function lint(files: readonly SourceFile[], options: LintOptions): LintResult {
  return lintFiles(files, { ...options, slowness: patternSlowness });
}
