import type { StringAtom } from "./atom.js";
import { hasFormat } from "./string-format.js";

/** Whether a text is one of an atom, its limits aside. */
export function hasText(atom: StringAtom, text: string): boolean {
  if (atom.values !== undefined) return atom.values.includes(text);
  if (atom.minLength > 0 || atom.maxLength < text.length) {
    const { length } = [...text];
    if (length < atom.minLength || length > atom.maxLength) return false;
  }
  return (
    !atom.without.includes(text) &&
    atom.patterns.every((pattern) => regularExpression(pattern).test(text)) &&
    atom.formats.every((format) => hasFormat(text, format))
  );
}

const compiled = new Map<string, RegExp>();

function regularExpression(pattern: string): RegExp {
  let found = compiled.get(pattern);
  if (found === undefined) compiled.set(pattern, (found = new RegExp(pattern, "u")));
  return found;
}
