import type { SourceFile } from "@codex-contracts/codegen";
import type { Finding, LintResult } from "@codex-contracts/codegen/lint";
import { locate, type Place } from "../input/locate.js";

/** A finding with its line and column, both from 1. */
export type LocatedFinding = Finding & Place;

export interface LocatedResult extends LintResult {
  readonly findings: readonly LocatedFinding[];
}

/** Finds the lines of all findings; each file is read through once. */
export function locateFindings(files: readonly SourceFile[], findings: readonly Finding[]): LocatedFinding[] {
  const places = new Map<Finding, Place>();
  for (const { path, text } of files) {
    const own = findings.filter((finding) => finding.file === path);
    const found =
      own.length === 0
        ? []
        : locate(
            text,
            own.map((finding) => finding.pointer),
          );
    own.forEach((finding, i) => void places.set(finding, found[i] ?? START));
  }
  return findings.map((finding) => ({ ...finding, ...(places.get(finding) ?? START) }));
}

const START: Place = { line: 1, column: 1 };
