import { expect, it } from "vitest";
import { diffSets, schemaSet } from "../../src/compat/index.js";
import type { JsonObject } from "../../src/json.js";
import { manyDefinitions, nextRelease } from "./many-definitions.js";

const set = (definitions: JsonObject) =>
  schemaSet("protocol", [{ path: "protocol.json", text: JSON.stringify({ definitions }) }]);

it("compares 600 definitions with their next release", { timeout: 60_000 }, async () => {
  const definitions = manyDefinitions(600);
  const { contracts, changes } = await diffSets(set(definitions), set(nextRelease(definitions)));
  expect(contracts).toHaveLength(600);
  // Each change is told once, where it is made, though hundreds of definitions contain it.
  expect(changes.filter(({ rule }) => rule === "word-added").length).toBeGreaterThanOrEqual(30);
  expect(
    changes.every(
      ({ path, verdict, witnesses }) =>
        path.split("/").length === 2 && verdict === "breaking" && witnesses.length === 1,
    ),
  ).toBe(true);
  expect(
    contracts.some(({ producers, consumers, storedData }) =>
      [producers, consumers, storedData].includes("unknown"),
    ),
  ).toBe(false);
});

it("ends with the reason of the signal when it is told to", async () => {
  const definitions = manyDefinitions(600);
  const controller = new AbortController();
  const comparison = diffSets(set(definitions), set(nextRelease(definitions)), { signal: controller.signal });
  setImmediate(() => controller.abort(new Error("enough")));
  await expect(comparison).rejects.toThrow("enough");
});
