import type { Severity } from "@codex-contracts/codegen/compat";

const ORDER: readonly (Severity | "none")[] = ["none", "patch", "minor", "major"];

/** The higher of two bumps. */
export function higher<A extends Severity | "none">(a: A, b: A): A {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

export function isLower(a: Severity | "none", b: Severity | "none"): boolean {
  return ORDER.indexOf(a) < ORDER.indexOf(b);
}

/** What a severity asks of a package: below 1.0.0 the minor number takes the place of the major one. */
export function demandedOf(severity: Severity, version: string): Severity {
  return severity === "major" && version.startsWith("0.") ? "minor" : severity;
}

/** The bump between two versions. */
export function bumpBetween(from: string, to: string): Severity | "none" {
  const parts = (version: string) => version.split(/[.+-]/).slice(0, 3).map(Number);
  const [a, b] = [parts(from), parts(to)];
  const at = a.findIndex((number, i) => number !== b[i]);
  return (["major", "minor", "patch"] as const)[at] ?? "none";
}
