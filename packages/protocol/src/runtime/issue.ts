/**
 * What an issue is about, named like the JSON Schema keyword that refused the value; `exclusive` stands for
 * members that cannot be combined, `discriminator` for a tag that is not listed. Stable across releases.
 */
export type IssueCode =
  | "type"
  | "enum"
  | "const"
  | "required"
  | "additionalProperties"
  | "discriminator"
  | "minimum"
  | "maximum"
  | "minLength"
  | "pattern"
  | "format"
  | "minItems"
  | "maxItems"
  | "minProperties"
  | "maxProperties"
  | "exclusive";

/**
 * One reason why a value was refused: the place, the rule and what was expected there.
 * Never the rejected value: payloads hold commands, paths and secrets.
 */
export interface Issue {
  /**
   * JSON Pointer to the offending member (`/event_params/status`), the empty string for the value itself.
   * A segment that is a key of an open map is written `*`, since such keys are content.
   */
  readonly path: string;
  readonly code: IssueCode;
  /** What was expected, in words: `a string or null`, `one of "read", "write"`. */
  readonly expected: string;
}

/** Something the consumer reading tolerates and reports: a member, a tag or a word that the schema does not know. */
export interface Observation {
  /** JSON Pointer to the unknown member, or to the member that holds the unknown tag or word. */
  readonly path: string;
  readonly kind: "unknown-key" | "unknown-tag" | "unknown-value";
}

/** An issue as one line: `/event_params/status: expected one of "completed", "failed"`. */
export function formatIssue(issue: Issue): string {
  return `${issue.path === "" ? "/" : issue.path}: expected ${issue.expected}`;
}
