import { expect, it } from "vitest";
import { table } from "./table.js";

const rows = [
  ["a", "1"],
  ["long", "12"],
];

it("aligns columns", () => {
  const columns = [{ title: "name" }, { title: "n", align: "right" }] as const;
  expect(table(columns, rows)).toBe("name   n\na      1\nlong  12");
});

it("leaves no trailing blanks", () => {
  expect(table([{ title: "name" }, { title: "n" }], rows)).toBe("name  n\na     1\nlong  12");
});
