import { expect, it } from "vitest";
import { wildcardEntries } from "./wildcard-entries.mjs";

const typed = { types: "./dist/gen/*.d.ts", default: "./dist/gen/*.js" };

it("finds an entry for each packed file that a typed wildcard reaches", () => {
  const paths = ["dist/gen/hooks/stop.js", "dist/gen/hooks/stop.d.ts", "dist/index.js"];
  expect(wildcardEntries({ "./*": typed }, paths)).toEqual(["./hooks/stop"]);
});

it("leaves out what the map closes", () => {
  const paths = ["dist/gen/a.js", "dist/gen/a.is.js", "dist/gen/types.js"];
  expect(wildcardEntries({ "./*.is": null, "./types": null, "./*": typed }, paths)).toEqual(["./a"]);
});

it("leaves entries without a wildcard and without types alone", () => {
  const exports = { ".": { types: "./a.d.ts", default: "./a.js" }, "./data/*": "./data/*" };
  expect(wildcardEntries(exports, ["a.js", "data/x.json"])).toEqual([]);
});
