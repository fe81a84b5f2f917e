import { compileGlobs, normalizePath } from "@codex-contracts/permissions";
import { describe, expect, it } from "vitest";
import { readNdjson } from "./read-ndjson.js";

interface GlobCase {
  readonly pattern: string;
  /** Files that a command could not read under `root: read` and the pattern as deny entry. */
  readonly denied?: readonly string[];
  /** What Codex said of a pattern that it could not read. */
  readonly error?: string;
}

const [{ files }, ...cases] = readNdjson("globs") as readonly [
  { readonly files: readonly string[] },
  ...GlobCase[],
];

/** Where a command is kept from less than the pattern says; `caveats` of `explainProfile` says so. */
const unscanned: Readonly<Record<string, string>> = {
  "{sub/**,x*}": "the search starts at `{sub`, which is no directory",
  "{aa/**/c,*.env}": "the search starts at `{aa`, which is no directory",
  "\\[*": "the search takes the escaped bracket for a wildcard",
};

describe.each(cases)("$pattern", ({ pattern, denied, error }) => {
  const set = compileGlobs([normalizePath(`/d/${pattern}`)]);
  const matched = files.filter((file) => set.matches(`/d/${file}`));

  if (error !== undefined)
    it("is refused", () => expect(messages[set.errors.get(0) ?? ""]).toMatch(error.slice(0, 20)));
  else if (unscanned[pattern] !== undefined) {
    it(`differs: ${unscanned[pattern]}`, () => expect(matched).not.toEqual(denied));
  } else it("denies what Codex denies", () => expect(matched).toEqual(denied));
});

/** How Codex words what this package names by a code. */
const messages: Readonly<Record<string, string>> = {
  "unclosed-alternatives": "unclosed alternate group; missing '}'",
  "unopened-alternatives": "unopened alternate group; missing '{'",
  "invalid-range": "invalid range; 'z' > 'a'",
};

it("matches in time that grows with the path only", () => {
  const set = compileGlobs([`/${"*a".repeat(200)}`, `/${"**/x/".repeat(200)}y`, `/${"{a,b}".repeat(200)}`]);
  const started = performance.now();
  for (let round = 0; round < 100; round++) expect(set.matches(`/${"a".repeat(4000)}b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});

it("goes by the bytes of UTF-8, as Codex does", () => {
  expect(compileGlobs(["/?"]).matches("/é")).toBe(false);
  expect(compileGlobs(["/??"]).matches("/é")).toBe(true);
  expect(compileGlobs(["/????"]).matches("/😀")).toBe(true);
});

it("keeps to its word when it has to forget what it has learnt", () => {
  const patterns = Array.from({ length: 20 }, (_, index) => `/**/*${index}*/${"?".repeat(index % 9)}z*`);
  const set = compileGlobs(patterns);
  const alone = patterns.map((pattern) => compileGlobs([pattern]));
  for (let number = 0; number < 400; number++) {
    const path = `/a/${number * 7919}/${(number * 104729).toString(36)}z/b${number}/xyz`;
    expect(set.matches(path)).toBe(alone.some((one) => one.matches(path)));
  }
});
