/** How much a finding weighs: an error fails the run. */
export const SEVERITIES = ["error", "warning", "off"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that a rule found. */
export interface Found {
  /** Path relative to the folder of the schemas, with forward slashes. */
  readonly file: string;
  /** JSON Pointer into that file. */
  readonly pointer: string;
  /** Where in a message, when the file alone does not tell: `reviewed_action[shell].path`. */
  readonly place?: string;
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** What was found, by which rule, and how much it weighs. */
export interface Finding extends Found {
  readonly rule: string;
  readonly severity: Exclude<Severity, "off">;
}

/** Orders findings by place, so that a run prints the same list on every machine. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const key = (f: Finding) => [f.file, f.pointer, f.place ?? "", f.rule, f.message].join("\n");
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
