import { type ParseErrorCode, visit } from "jsonc-parser";
import type { Fault } from "./fault.js";

const STRICT = { disallowComments: true, allowTrailingComma: false };

/** What each error of jsonc-parser means, told as what was expected; the numbers are its published codes. */
const EXPECTED: Readonly<Record<ParseErrorCode, string>> = {
  1: "a JSON value (a word that JSON does not know stands here)",
  2: "a JSON number",
  3: "a property name in double quotes",
  4: "a JSON value",
  5: "a colon after the property name",
  6: "a comma between members",
  7: "a closing brace",
  8: "a closing bracket",
  9: "nothing after the value (one value a line, or one a file)",
  10: "no comments",
  11: "no comments",
  12: "a closing double quote",
  13: "a JSON number",
  14: "four hex digits after \\u",
  15: "an escape that JSON knows",
  16: "control characters in strings to be escaped",
};

/** One error that the tolerant parser met, in the order of the text. */
export interface SyntaxPlace {
  readonly code: ParseErrorCode;
  readonly offset: number;
  /** 0-based. */
  readonly line: number;
  /** 0-based. */
  readonly column: number;
}

/** Every place where a text is not JSON; empty when it is, or when it is nested too deeply to tell. */
export function syntaxPlaces(text: string): readonly SyntaxPlace[] {
  const places: SyntaxPlace[] = [];
  try {
    visit(
      text,
      { onError: (code, offset, _length, line, column) => places.push({ code, offset, line, column }) },
      STRICT,
    );
  } catch {
    // A stack overflow: the parser is recursive. What it met before still stands.
  }
  return places;
}

/** The finding for a text that JSON.parse refused; `line` is the number of its first line. */
export function syntaxFault(text: string, line: number): Fault {
  const [first] = syntaxPlaces(text);
  if (first === undefined) return { code: "syntax", line, expected: "JSON" };
  return {
    code: "syntax",
    line: line + first.line,
    column: first.column + 1,
    expected: EXPECTED[first.code],
  };
}
