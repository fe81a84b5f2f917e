import { describe, expect, it } from "vitest";
import { readValues, type ValueSink } from "./read-values.js";

const MAX = 100_000;

/** What is read from bytes that arrive in pieces: `line:value`, or `line:column!code`. */
async function read(bytes: Buffer, pieceSize: number): Promise<readonly string[]> {
  const found: string[] = [];
  const sink: ValueSink = {
    value: (value, line) => void found.push(`${line}:${JSON.stringify(value)}`),
    fault: ({ line, column, code }) => void found.push(`${line}:${column ?? "-"}!${code}`),
  };
  await readValues(pieces(bytes, pieceSize), sink, MAX);
  return found;
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield new Uint8Array(bytes.subarray(at, at + size));
}

const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"a":1}', "utf16le")]);
const long = "x".repeat(70_000);

const cases: readonly (readonly [name: string, input: string | Buffer, read: readonly string[]])[] = [
  ["nothing", "", []],
  ["blank lines only", "\n\n  \n", []],
  ["a message", '{"a":1}', ['1:{"a":1}']],
  ["messages and blank lines", '{"a":1}\n\n \n{"a":2}\n', ['1:{"a":1}', '4:{"a":2}']],
  ["carriage returns", '{"a":1}\r\n\r\n{"a":2}\r\n', ['1:{"a":1}', '3:{"a":2}']],
  ["a byte order mark", '\ufeff{"a":1}\n{"a":2}\n', ['1:{"a":1}', '2:{"a":2}']],
  ["values that are no objects", 'null\n1\n"a"\n', ["1:null", "2:1", '3:"a"']],
  [
    "broken lines between messages",
    '{"a":1}\n{"a":\n{"a":2}\noops\n',
    ['1:{"a":1}', "2:6!syntax", '3:{"a":2}', "4:1!syntax"],
  ],
  ["a broken first line", '{"a":1,\n{"a":2}\n', ["1:8!syntax", '2:{"a":2}']],
  ["a pretty document", '{\n  "a": 1\n}\n', ['1:{"a":1}']],
  ["a pretty document with a mark and carriage returns", '\ufeff{\r\n  "a": 1\r\n}\r\n', ['1:{"a":1}']],
  ["a pretty document behind a blank line", '\n{\n  "a": 1\n}\n', ['1:{"a":1}']],
  ["a broken document", '{\n  "a": 1\n  "b": 2\n}\n', ["3:3!syntax"]],
  ["a document that is cut off", '{\n  "a": 1,\n', ["3:1!syntax"]],
  ["two documents in one file", '{\n"a": 1\n}\n{\n"a": 2\n}\n', ["4:1!syntax"]],
  ["a long document", `[\n"${long}",\n1]`, [`1:["${long}",1]`]],
  ["a document beyond the limit", `[\n"${long}",\n"${long}"]`, ["1:-!too-large"]],
  ["a line beyond the limit", `1\n"${long}${long}"\n2`, ["1:1", "2:-!too-large", "3:2"]],
  ["UTF-16", utf16, ["1:-!encoding"]],
  ["a line that is not UTF-8", Buffer.from([49, 10, 34, 0xff, 34, 10, 50]), ["1:1", "2:-!encoding", "3:2"]],
  ["a document that is not UTF-8", Buffer.from([91, 10, 49, 44, 10, 34, 0xff, 34, 93]), ["3:-!encoding"]],
];

describe.each(cases)("%s", (_, input, expected) => {
  it.each([7, 1 << 20])("in pieces of %i bytes", async (size) => {
    expect(await read(Buffer.from(input), size)).toEqual(expected);
  });
});
