/** Control characters, line separators, and marks that are not seen but change what is (as those that reorder text). */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text from outside, made safe to print on one line of a terminal. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`);
}
