/** One thing wrong in a schema or an example: where it is, what it is and how to mend it. */
export interface Problem {
  /** Path of the file, relative to the schemas folder, with forward slashes. */
  readonly file: string;
  /** JSON Pointer into that file; empty for the whole document. */
  readonly pointer: string;
  /** Name of the rule, kebab-case. */
  readonly rule: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Collects problems of one file; `at` is a JSON Pointer. */
export type Report = (at: string, rule: string, message: string, fix: string) => void;

/** Orders problems by place, so that a run prints the same list on every machine. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = (p: Problem) => `${p.file}\n${p.pointer}\n${p.rule}\n${p.message}`;
  return [...problems].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
