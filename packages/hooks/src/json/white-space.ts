/**
 * What Rust's `str::trim` removes: the Unicode property White_Space. JavaScript's `trim` also removes the byte
 * order mark, which Codex keeps, and keeps U+0085, which Codex removes.
 */
const space = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const leading = new RegExp(`^${space}+`, "u");
const characters = new Set("\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000");

/** Removes white space at both ends as Codex does. */
export function trimWhiteSpace(text: string): string {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).replace(leading, "");
}

/** Whether Codex takes a text for empty. */
export function isBlank(text: string): boolean {
  return trimWhiteSpace(text) === "";
}

function isWhiteSpace(character: string): boolean {
  return characters.has(character) || (character >= "\u2000" && character <= "\u200a");
}
