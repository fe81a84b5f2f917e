import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const here = new URL(".", import.meta.url);
const texts = readdirSync(here)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(new URL(name, here), "utf8"));

it("has a test for every rule of the reducer", () => {
  const named = new Set(texts.flatMap((text) => [...text.matchAll(/"(R\d+) /g)].map(([, rule]) => rule)));
  const missing = Array.from({ length: 43 }, (_, i) => `R${i + 1}`).filter((rule) => !named.has(rule));
  expect(missing).toEqual([]);
});
