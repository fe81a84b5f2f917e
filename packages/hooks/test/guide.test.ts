import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fillGuide, guideFile } from "../scripts/fill-guide.js";
import { guideTables } from "../scripts/guide-tables.js";

const page = readFileSync(guideFile, "utf8").replaceAll("\r\n", "\n");

it("the guide says what the judge says: run `pnpm --filter @codex-contracts/hooks write-guide`", () => {
  expect(page).toBe(fillGuide(page, guideTables()));
});

it("the guide has a place for every generated part", () => {
  for (const name of Object.keys(guideTables())) expect(page).toContain(`<!-- generated ${name} -->`);
});
