import { expect, it } from "vitest";
import { indent } from "../src/emit/indent.js";

it.each([
  [
    "members",
    "export interface A {\n/**\n* x\n*/\na: {\nb: 1\n}\n}",
    "export interface A {\n  /**\n   * x\n   */\n  a: {\n    b: 1\n  }\n}",
  ],
  [
    "several brackets opened at once",
    "type A = (({\na: 1\n} | {\nb: 2\n}) & {\nc: 3\n})",
    "type A = (({\n  a: 1\n  } | {\n    b: 2\n  }) & {\n    c: 3\n})",
  ],
])("%s", (_what, text, expected) => {
  expect(indent(text)).toBe(expected);
});
