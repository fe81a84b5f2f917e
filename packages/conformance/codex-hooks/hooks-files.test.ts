import { readFileSync } from "node:fs";
import { checkHooksConfig } from "@codex-contracts/hooks/config";
import { afterAll, beforeAll, expect, it } from "vitest";
import { realCodex } from "./real-codex.js";
import { type PlanResults, runPlan } from "./run-plan.js";

/** One in fourteen of the recorded files: each costs a start of Codex. */
const files: readonly { readonly name: string; readonly text: string }[] = readFileSync(
  new URL("../../hooks/test/recorded/codex-0.125.0-hooks-files.ndjson", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter((_, index) => index % 14 === 0);

realCodex("a hooks.json that a real Codex loads", () => {
  let results: PlanResults;
  beforeAll(async () => {
    results = await runPlan({ cases: [], timeout: 2, turns: 1, configs: files });
  });
  afterAll(() => results?.remove());

  it.each(files)("has the same warnings here: $name", ({ name, text }) => {
    const warnings = results.configs.get(name)?.warnings.filter((warning) => !warning.includes("bubblewrap"));
    expect(checkHooksConfig(text).warnings).toEqual(warnings);
  });
});
