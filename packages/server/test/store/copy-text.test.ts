import { describe, expect, it } from "vitest";
import { type CopyKind, copyText } from "../../src/store/postgres/copy-text.js";

const line = (...cells: (readonly [CopyKind, unknown])[]) =>
  copyText(
    cells.map(([kind, value], i) => ({ name: `c${i}`, kind, value: () => value })),
    [{}],
  );

describe("rows as COPY takes them", () => {
  it.each<[string, CopyKind, unknown, string]>([
    ["a text", "text", "plain", "plain"],
    ["what ends cells and lines", "text", "a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e"],
    ["the sign for NULL as a text", "text", "\\N", "\\\\N"],
    ["the sign for the end as a text", "text", "\\.", "\\\\."],
    ["nothing", "text", null, "\\N"],
    ["a missing value", "integer", undefined, "\\N"],
    ["an integer", "integer", -9_007_199_254_740_991, "-9007199254740991"],
    ["a number", "number", 1.5, "1.5"],
    ["yes", "boolean", true, "t"],
    ["no", "boolean", false, "f"],
    ["a list", "texts", ["a", 'b"', "c\\", "d,e", ""], '{"a","b\\\\"","c\\\\\\\\","d,e",""}'],
    ["an empty list", "texts", [], "{}"],
    ["a time", "timestamp", Date.UTC(2026, 3, 24, 12), "2026-04-24T12:00:00.000Z"],
  ])("%s", (_, kind, value, expected) => {
    expect(line([kind, value])).toBe(`${expected}\n`);
  });

  it("stand in lines of cells", () => {
    expect(line(["text", "a"], ["integer", 1], ["text", null])).toBe("a\t1\t\\N\n");
  });
});
