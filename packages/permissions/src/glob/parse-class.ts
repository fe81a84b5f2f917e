import { utf8 } from "./utf8.js";

/** A class as read from a pattern, and where reading goes on. */
export type ParsedClass =
  | { readonly type: "class"; readonly bytes: readonly boolean[]; readonly next: number }
  | { readonly type: "unclosed" }
  | { readonly type: "invalid-range" };

/**
 * Reads `[…]`. `!` and `^` negate, `]` in the first place and `-` at either end stand for themselves, a backslash is
 * nothing special.
 *
 * @param start Where the class starts, after its bracket.
 */
export function parseClass(chars: readonly string[], start: number): ParsedClass {
  const negated = chars[start] === "!" || chars[start] === "^";
  const ranges: [string, string][] = [];
  let inRange = false;
  const first = negated ? start + 1 : start;
  for (let index = first; index < chars.length; index++) {
    const char = chars[index] ?? "";
    const last = ranges.at(-1);
    if (char === "]" && index > first) {
      if (inRange) ranges.push(["-", "-"]);
      const bytes = toByteSet(ranges, negated);
      return bytes === undefined ? { type: "invalid-range" } : { type: "class", bytes, next: index + 1 };
    }
    if (inRange && last !== undefined) {
      last[1] = char;
      if (compareChars(last[0], char) > 0) return { type: "invalid-range" };
      inRange = false;
    } else if (char === "-" && index > first) inRange = true;
    else ranges.push([char, char]);
  }
  return { type: "unclosed" };
}

function compareChars(left: string, right: string): number {
  return (left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0);
}

/**
 * Patterns are matched byte by byte, so a character outside ASCII contributes each of its bytes, and a range goes
 * from the last byte of its start to the first byte of its end.
 */
function toByteSet(
  ranges: readonly (readonly [string, string])[],
  negated: boolean,
): readonly boolean[] | undefined {
  const bytes = new Array<boolean>(256).fill(negated);
  for (const [low, high] of ranges) {
    const lowBytes = utf8(low);
    if (low === high) {
      for (const byte of lowBytes) bytes[byte] = !negated;
      continue;
    }
    const highBytes = utf8(high);
    const [from, to] = [lowBytes.at(-1) ?? 0, highBytes[0] ?? 0];
    if (from > to) return undefined;
    for (const byte of [...lowBytes.slice(0, -1), ...highBytes.slice(1)]) bytes[byte] = !negated;
    for (let byte = from; byte <= to; byte++) bytes[byte] = !negated;
  }
  return bytes;
}
