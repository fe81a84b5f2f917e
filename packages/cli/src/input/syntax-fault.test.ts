import { expect, it } from "vitest";
import { syntaxFault } from "./syntax-fault.js";

it.each([
  ['{"a":1,', 1, 8, "a property name in double quotes"],
  ['{"a', 1, 2, "a closing double quote"],
  ['{"a":1}}', 1, 8, "nothing after the value (one value a line, or one a file)"],
  ['{"a" 1}', 1, 6, "a colon after the property name"],
  ["{a:1}", 1, 2, "a JSON value (a word that JSON does not know stands here)"],
  ["[1,]", 1, 4, "a JSON value"],
  ["[1 2]", 1, 4, "a comma between members"],
  ["[NaN]", 1, 2, "a JSON value (a word that JSON does not know stands here)"],
  ['{"a":1} // b', 1, 9, "no comments"],
  ['["\\x"]', 1, 2, "an escape that JSON knows"],
  ['{\n  "a": 1,\n  "b":\n}', 4, 1, "a JSON value"],
  ['{"a":1}\r\n{"a":2}', 2, 1, "nothing after the value (one value a line, or one a file)"],
])("%j is broken at line %i, column %i: expected %s", (text, line, column, expected) => {
  expect(syntaxFault(text, 1)).toEqual({ code: "syntax", line, column, expected });
});

it("counts from the first line of the text", () => {
  expect(syntaxFault('{"a":', 41)).toMatchObject({ line: 41, column: 6 });
  expect(syntaxFault('{\n"a"}', 41)).toMatchObject({ line: 42, column: 4 });
});

it("never tells what stands there", () => {
  expect(JSON.stringify(syntaxFault('{"key": s3cret}', 1))).not.toMatch(/s3cret|key/);
});

it("survives a text that is nested too deeply to place the fault", () => {
  expect(syntaxFault("[".repeat(1_000_000), 7)).toEqual({ code: "syntax", line: 7, expected: "JSON" });
});
