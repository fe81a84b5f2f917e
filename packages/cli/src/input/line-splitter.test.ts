import { describe, expect, it } from "vitest";
import { createLineSplitter } from "./line-splitter.js";

const MAX = 12;

/** What a splitter makes of bytes that arrive in pieces of a size: `number:text`, or `number!code`. */
function split(bytes: Buffer, pieceSize: number): readonly string[] {
  const found: string[] = [];
  const splitter = createLineSplitter(MAX, {
    line: (text, line) => found.push(`${line}:${text}`),
    fault: ({ line, code }) => found.push(`${line}!${code}`),
  });
  for (let at = 0; at < bytes.length; at += pieceSize) splitter.push(bytes.subarray(at, at + pieceSize));
  splitter.end();
  return found;
}

const cases: readonly (readonly [name: string, bytes: Buffer, lines: readonly string[]])[] = [
  ["nothing", Buffer.from(""), []],
  ["one line without an end", Buffer.from("a"), ["1:a"]],
  ["lines", Buffer.from("a\nbc\ndef\n"), ["1:a", "2:bc", "3:def"]],
  ["blank lines", Buffer.from("\n\na\n\n"), ["1:", "2:", "3:a", "4:"]],
  ["carriage returns, left on", Buffer.from("a\r\nb\r\n"), ["1:a\r", "2:b\r"]],
  ["characters of several bytes", Buffer.from("äö\n日本\n🙂\n"), ["1:äö", "2:日本", "3:🙂"]],
  ["a line separator inside a line", Buffer.from("a\u2028b\nc"), ["1:a\u2028b", "2:c"]],
  ["the longest line", Buffer.from("123456789012\na\n"), ["1:123456789012", "2:a"]],
  ["a line that is too long", Buffer.from("a\n1234567890123\nb\n"), ["1:a", "2!too-large", "3:b"]],
  ["a last line that is too long", Buffer.from("a\n1234567890123"), ["1:a", "2!too-large"]],
  [
    "two lines that are too long",
    Buffer.from("1234567890123\n1234567890123\nb"),
    ["1!too-large", "2!too-large", "3:b"],
  ],
  ["bytes that are no text", Buffer.from([97, 10, 0xff, 0xfe, 10, 98]), ["1:a", "2!encoding", "3:b"]],
  ["a character that is cut off", Buffer.from([0xe6, 0x97, 10, 98, 10]), ["1!encoding", "2:b"]],
];

describe.each(cases)("%s", (_, bytes, lines) => {
  it.each([1, 2, 3, 5, 1000])("in pieces of %i bytes", (size) => expect(split(bytes, size)).toEqual(lines));
});
