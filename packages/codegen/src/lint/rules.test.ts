import { describe, expect, it } from "vitest";
import { lint } from "./lint.js";
import type { Preset } from "./preset.js";
import { RULES } from "./rules.js";
import { type Sample, sourcesOf } from "./sample.js";

const TODAY = "2026-06-01";

/** Ids of what a sample is found to break. */
function broken(sample: Sample, preset: Preset): string[] {
  return [...new Set(lint(sourcesOf(sample), { today: TODAY, preset }).findings.map((f) => f.rule))].sort();
}

it("no two rules have one id", () => {
  expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
});

describe.each(RULES)("$id", (rule) => {
  const presets = Object.keys(rule.severity) as Preset[];

  it("is broken by each of its bad examples, in every preset that knows it", () => {
    for (const sample of rule.bad)
      for (const preset of presets.filter((p) => p === "contracts" || rule.check !== undefined))
        expect(broken(sample, preset), JSON.stringify(sample)).toContain(rule.id);
  });

  it("is kept by its good examples, which break nothing else", () => {
    for (const sample of rule.good) expect(broken(sample, "contracts"), JSON.stringify(sample)).toEqual([]);
  });

  it("says in whole sentences what holds and why", () => {
    expect(rule.summary).toMatch(/^[A-Z`].*\.$/);
    expect(rule.why).toMatch(/^[A-Z`].*\.$/);
    expect(rule.bad.length * rule.good.length).toBeGreaterThan(0);
  });
});
