/** Why a piece of input could not be read as a message at all. */
export interface Fault {
  readonly code: "syntax" | "encoding" | "too-large";
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units as editors count; absent when the whole line is meant. */
  readonly column?: number;
  /** What was expected there, never what was found. */
  readonly expected: string;
}
