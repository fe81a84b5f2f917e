import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CopyWriter } from "../../src/store/postgres/copy-writer.js";

function line(...cells: readonly unknown[]): string {
  const writer = new CopyWriter();
  for (const cell of cells) writer.cell(cell);
  writer.endLine();
  return writer.take().toString("utf8");
}

describe("rows as COPY takes them", () => {
  it.each<[string, unknown, string]>([
    ["a text", "plain", "plain"],
    ["an empty text", "", ""],
    ["what ends cells and lines", "a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e"],
    ["the sign for NULL as a text", "\\N", "\\\\N"],
    ["the sign for the end as a text", "\\.", "\\\\."],
    ["a text beyond ASCII", "é\u2028𝄞\t", "é\u2028𝄞\\t"],
    ["half a character", "a\ud800", "a\ufffd"],
    ["nothing", null, "\\N"],
    ["a missing value", undefined, "\\N"],
    ["an integer", -9_007_199_254_740_991, "-9007199254740991"],
    ["a number", 1.5, "1.5"],
    ["yes", true, "t"],
    ["no", false, "f"],
    ["a list", ["a", 'b"', "c\\", "d,e", ""], '{"a","b\\\\"","c\\\\\\\\","d,e",""}'],
    ["an empty list", [], "{}"],
  ])("%s", (_, value, expected) => {
    expect(line(value)).toBe(`${expected}\n`);
  });

  it("a time, also after another one", () => {
    const writer = new CopyWriter();
    const noon = Date.UTC(2026, 3, 24, 12);
    for (const ms of [noon, noon, noon + 1]) {
      writer.time(ms);
      writer.endLine();
    }
    const [first, second] = ["2026-04-24T12:00:00.000Z\n", "2026-04-24T12:00:00.001Z\n"];
    expect(writer.take().toString()).toBe(`${first}${first}${second}`);
  });

  it("stand in lines of cells, and are taken once", () => {
    const writer = new CopyWriter();
    for (const cell of ["a", 1, null]) writer.cell(cell);
    writer.endLine();
    expect(writer.take().toString()).toBe("a\t1\t\\N\n");
    writer.cell("b");
    writer.endLine();
    expect(writer.take().toString()).toBe("b\n");
  });

  it("can be read again, whatever they hold and however many there are", () => {
    const unescaped: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", "\\": "\\" };
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("\\", "\t", "é".repeat(5000)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 200 }), (rows) => {
        const writer = new CopyWriter();
        for (const row of rows) {
          for (const cell of row) writer.cell(cell);
          writer.endLine();
        }
        const lines = writer.take().toString("utf8").split("\n").slice(0, -1);
        const read = lines.map((each) =>
          each
            .split("\t")
            .map((cell) => cell.replace(/\\(.)/g, (_, letter: string) => unescaped[letter] ?? "")),
        );
        expect(read).toEqual(rows.map((row) => row.map((cell) => Buffer.from(cell).toString())));
      }),
    );
  });
});
