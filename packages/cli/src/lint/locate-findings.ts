import type { SourceFile } from "@codex-contracts/codegen";
import type { Finding, LintResult } from "@codex-contracts/codegen/lint";
import { locate, type Place } from "../input/locate.js";

/** A finding with its line and column, both from 1. */
export type LocatedFinding = Finding & Place;

export interface LocatedResult extends LintResult {
  readonly findings: readonly LocatedFinding[];
}

export function locateFindings(files: readonly SourceFile[], findings: readonly Finding[]): LocatedFinding[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return findings.map((finding) => {
    const [place = { line: 1, column: 1 }] = locate(texts.get(finding.file) ?? "", [finding.pointer]);
    return { ...finding, ...place };
  });
}
