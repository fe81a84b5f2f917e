import { compileGlobs, compileProfile, type PathContext, resolvePath } from "@codex-contracts/permissions";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { context, path, pattern, profile } from "./arbitraries.js";
import { bruteForceAccess, bruteForceGlob } from "./brute-force.js";
import { check, law } from "./check.js";

/** By the text alone: protected paths and links are looked at in `test/resolve.test.ts`. */
const lexical: fc.Arbitrary<PathContext> = context.map(({ cwd, tmpdir }) => ({ cwd, tmpdir }));

describe("resolving", () => {
  it("agrees with a brute-force reading of the rules", () => {
    check(
      law(profile, lexical, fc.array(path, { minLength: 1 }), (value, at, paths) => {
        const resolver = compileProfile(value, at);
        for (const one of paths) expect(resolver.access(one)).toBe(bruteForceAccess(value, one, at));
      }),
    );
  });

  it("gives the access that its reasons give", () => {
    check(
      law(profile, context, path, (value, at, one) => {
        const resolver = compileProfile(value, at);
        expect(resolver.decide(one).access).toBe(resolver.access(one));
      }),
    );
  });

  it("does not mind how a path is spelled", () => {
    const spelled = fc.array(fc.constantFrom("a", "b", "ws", ".", "..", "", "c"), { maxLength: 8 });
    check(
      law(profile, lexical, spelled, (value, at, names) => {
        const resolver = compileProfile(value, at);
        const text = names.join("/");
        expect(resolver.access(text)).toBe(resolver.access(resolvePath(text, at.cwd)));
      }),
    );
  });

  it("does not depend on the order of the entries", () => {
    check(
      law(profile, context, path, (value, at, one) => {
        if (value.type !== "managed" || value.fileSystem.type === "unrestricted") return;
        const { fileSystem } = value;
        const reversed = {
          ...value,
          fileSystem: { ...fileSystem, entries: fileSystem.entries.toReversed() },
        };
        expect(compileProfile(reversed, at).access(one)).toBe(compileProfile(value, at).access(one));
      }),
    );
  });
});

describe("patterns", () => {
  it("match as regular expressions do that say the same", () => {
    check(
      law(fc.array(pattern, { maxLength: 4 }), path, (patterns, one) => {
        const absolute = patterns.map((text) => resolvePath(text, "/ws"));
        const expected = absolute.some((text) => bruteForceGlob(text).test(one));
        expect(compileGlobs(absolute).matches(one)).toBe(expected);
      }),
    );
  });
});
