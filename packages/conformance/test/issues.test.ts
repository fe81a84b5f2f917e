import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { mutants } from "@codex-contracts/fixtures/mutants";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTRACTS } from "../src/contract-table.js";
import { SEED } from "../src/corpus/corpus.js";
import { examplesOf } from "../src/corpus/examples.js";
import { issuesOf } from "../src/issues-of.js";
import type { Json } from "../src/json.js";
import { pointsInto, spoilEverywhere } from "../src/spoil.js";

describe.each(CONTRACTS)("$id", ({ id, contract }) => {
  /** The mutants of a message that are not refused for the one reason that they name. */
  const misjudged = (value: unknown) =>
    mutants(contract, value).flatMap(({ name, path, rule, value: mutant }) => {
      const found = issuesOf(contract, mutant);
      const asNamed = found.length === 1 && found[0]?.path === path && found[0].code === rule;
      return asNamed ? [] : [{ name, expected: { path, code: rule }, found }];
    });

  it("finds exactly the issues that its invalid examples list", () => {
    const found = examplesOf(id).map(({ name, value }) => ({ name, issues: issuesOf(contract, value) }));
    expect(found).toEqual(examplesOf(id).map(({ name, issues }) => ({ name, issues })));
  });

  it("finds one issue for one fault, at its place, in every valid example", () => {
    const valid = examplesOf(id).filter(({ kind }) => kind === "valid");
    expect(valid.flatMap(({ value }) => misjudged(value))).toEqual([]);
  });

  it("finds nothing elsewhere when one place holds nonsense", () => {
    const messages = examplesOf(id).filter(({ kind }) => kind === "valid");
    const found = messages
      .flatMap(({ value }) => [...spoilEverywhere(value as Json)])
      .flatMap(({ place, value }) => {
        const issues = issuesOf(contract, value);
        const elsewhere = issues.length > 1 || issues.some(({ path }) => !pointsInto(path, place));
        return elsewhere ? [{ place: place.join("/"), issues }] : [];
      });
    expect(found).toEqual([]);
  });

  it("finds one issue for one fault, at its place, in any message", () => {
    const oneEach = (value: unknown) => void expect(misjudged(value)).toEqual([]);
    fc.assert(fc.property(arbitraryOf(contract), oneEach), { numRuns: 10, seed: SEED });
  });
});
