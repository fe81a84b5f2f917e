import picocolors from "picocolors";
import { expect, it } from "vitest";
import { matchEntries } from "./match-entries.js";
import { renderList } from "./render-list.js";

const paint = picocolors.createColors(false);
const entries = [
  {
    id: "a/one",
    family: "a",
    name: "One",
    eventType: "codex_one",
    privacy: "public",
    description: "First of all. More of it.",
  },
  { id: "b/two", family: "b", name: "Two", privacy: "public", description: "Second, e.g. a two." },
] as const;

it("lists ids, types and first sentences", () => {
  expect(renderList(entries, { paint, width: undefined })).toBe(`id     type  what it is
a/one  One   First of all.
b/two  Two   Second, e.g. a two.
`);
});

it("cuts lines at the width of the terminal", () => {
  expect(renderList(entries, { paint, width: 20 })).toContain("a/one  One   First …\n");
});

it("says when there is nothing to list", () => {
  expect(renderList([], { paint, width: undefined })).toBe("no contract matches\n");
});

it.each([
  [[], ["a/one", "b/two"]],
  [["one"], ["a/one"]],
  [["codex_"], ["a/one"]],
  [["SECOND", "b/"], ["b/two"]],
  [["one", "two"], []],
])("matches all of %j", (words, ids) =>
  expect(matchEntries(entries, words).map(({ id }) => id)).toEqual(ids),
);
