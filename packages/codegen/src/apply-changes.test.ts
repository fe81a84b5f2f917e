import { expect, it } from "vitest";
import { applyChanges, type ValueChange } from "./apply-changes.js";
import type { Json } from "./json.js";

const VALUE: Json = { a: { b: [1, 2] }, "c/d": null };

it.each<[what: string, changes: readonly ValueChange[], expected: Json | undefined]>([
  ["replaces a member", [["/a/b", 3]], { a: { b: 3 }, "c/d": null }],
  ["adds a member", [["/e", 3]], { a: { b: [1, 2] }, "c/d": null, e: 3 }],
  ["takes a member away", [["/a"]], { "c/d": null }],
  ["replaces an item", [["/a/b/1", 3]], { a: { b: [1, 3] }, "c/d": null }],
  ["adds an item at the end", [["/a/b/2", 3]], { a: { b: [1, 2, 3] }, "c/d": null }],
  ["reads escapes", [["/c~1d", 1]], { a: { b: [1, 2] }, "c/d": 1 }],
  ["replaces the whole", [["", 1]], 1],
  [
    "makes one change after the other",
    [
      ["/e", {}],
      ["/e/f", 1],
    ],
    { a: { b: [1, 2] }, "c/d": null, e: { f: 1 } },
  ],
  ["knows a member that is not there", [["/x"]], undefined],
  ["knows a place that is not there", [["/x/y", 1]], undefined],
  ["knows an item that is not there", [["/a/b/5", 1]], undefined],
  [
    "takes __proto__ for a name",
    [["/__proto__", 1]],
    JSON.parse('{"a":{"b":[1,2]},"c/d":null,"__proto__":1}'),
  ],
])("%s", (_what, changes, expected) => {
  const before = JSON.stringify(VALUE);
  expect(JSON.stringify(applyChanges(VALUE, changes))).toBe(JSON.stringify(expected));
  expect(JSON.stringify(VALUE)).toBe(before);
});
