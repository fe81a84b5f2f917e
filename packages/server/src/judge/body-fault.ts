/**
 * Why the body of a request is refused as a whole: the place, the rule and what was expected there, as in an
 * issue of a contract, and never the value.
 */
export interface BodyFault {
  /** JSON Pointer; the empty string for the body itself. A segment that does not look like a field name is `*`. */
  readonly path: string;
  readonly code: BodyFaultCode;
  readonly expected: string;
}

export type BodyFaultCode =
  | "encoding"
  | "syntax"
  | "depth"
  | "duplicate-key"
  | "forbidden-key"
  | "type"
  | "required"
  | "minItems"
  | "maxItems";

/** A fault as one line: `/events/0/a: expected each key once`. */
export function formatFault({ path, expected }: BodyFault): string {
  return `${path === "" ? "/" : path}: expected ${expected}`;
}
