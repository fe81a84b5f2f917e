import { posix } from "node:path";
import { isAtOrBelow, normalizePath } from "@codex-contracts/permissions";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check, law } from "./laws/check.js";

const text = fc
  .array(fc.constantFrom("a", "b", ".", "..", "", "...", ".a", "a."), { maxLength: 10 })
  .map((names) => `/${names.join("/")}`);

describe("tidying", () => {
  it("does by the text what Node does, and drops a closing slash", () => {
    check(
      law(text, (path) => expect(normalizePath(path)).toBe(posix.normalize(path).replace(/(.)\/$/, "$1"))),
    );
  });

  it("changes nothing the second time", () => {
    check(law(text, (path) => expect(normalizePath(normalizePath(path))).toBe(normalizePath(path))));
  });
});

describe("being below", () => {
  it("goes by names, not by letters", () => {
    expect(isAtOrBelow("/a/bc", "/a/b")).toBe(false);
    expect(isAtOrBelow("/a/b/c", "/a/b")).toBe(true);
    expect(isAtOrBelow("/a/b", "/a/b")).toBe(true);
    expect(isAtOrBelow("/a", "/")).toBe(true);
  });
});
