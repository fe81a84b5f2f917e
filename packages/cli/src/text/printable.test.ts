import { expect, it } from "vitest";
import { printable } from "./printable.js";

it.each([
  ["plain ä 日本", "plain ä 日本"],
  ["a\nb\u001b[31m", "a\\u{a}b\\u{1b}[31m"],
  ["\u202etxt\u2028\u0085", "\\u{202e}txt\\u{2028}\\u{85}"],
])("%j is printed as %s", (text, safe) => expect(printable(text)).toBe(safe));
