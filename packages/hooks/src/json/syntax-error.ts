/** A place where a JSON text breaks the grammar of serde_json, in its words. */
export interface JsonSyntaxError {
  /** The message of serde_json, e.g. `expected value`. */
  readonly message: string;
  /** Index into the text, in UTF-16 units, up to which it was read. */
  readonly index: number;
}

/** A line from 1 and a column in UTF-8 bytes, as serde_json counts them. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where an index lies: the column counts the bytes of its line before it. */
export function positionAt(text: string, index: number): TextPosition {
  const before = text.slice(0, index);
  const start = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line += 1;
  return { line, column: new TextEncoder().encode(before.slice(start)).length };
}
