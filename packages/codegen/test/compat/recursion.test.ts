import { expect, it } from "vitest";
import type { JsonObject } from "../../src/json.js";
import { CLOSED, diffPlain, lines, object } from "./sets.js";

const tree = (leaf: JsonObject): JsonObject => ({
  $ref: "#/definitions/Tree",
  definitions: {
    Tree: object(
      { value: leaf, children: { type: "array", items: { $ref: "#/definitions/Tree" } } },
      ["value"],
      CLOSED,
    ),
  },
});

it("finds a change inside a tree once, at its shortest place", async () => {
  expect(lines(await diffPlain(tree({ type: "integer" }), tree({ type: "number" })))).toEqual([
    'major integer-lifted /value | consumers | new: {"value":0.5}',
  ]);
});

it("finds a change that is met only behind the recursion", async () => {
  const list = (rest: JsonObject): JsonObject => ({
    $ref: "#/definitions/L",
    definitions: { L: object({ next: { anyOf: [{ $ref: "#/definitions/L" }, rest] } }, ["next"], CLOSED) },
  });
  expect(lines(await diffPlain(list({ type: "null" }), list({ type: "string" })))).toEqual([
    'major null-removed /next | producers stored-data | old: {"next":null}',
    'major type-added /next | consumers typescript | new: {"next":"x"}',
  ]);
});

it("proves two recursions that run in another rhythm the same", async () => {
  const link = (to: string) =>
    object({ next: { anyOf: [{ $ref: `#/definitions/${to}` }, { type: "null" }] } }, ["next"], CLOSED);
  const one: JsonObject = { $ref: "#/definitions/A", definitions: { A: link("A") } };
  const two: JsonObject = { $ref: "#/definitions/A", definitions: { A: link("B"), B: link("A") } };
  expect(lines(await diffPlain(one, two))).toEqual([]);
});

it("sees the difference in the second of two steps", async () => {
  const link = (to: string, more: JsonObject = {}) =>
    object(
      { next: { anyOf: [{ $ref: `#/definitions/${to}` }, { type: "null" }] }, ...more },
      ["next"],
      CLOSED,
    );
  const one: JsonObject = { $ref: "#/definitions/A", definitions: { A: link("A") } };
  const two: JsonObject = {
    $ref: "#/definitions/A",
    definitions: { A: link("B"), B: link("A", { extra: { type: "integer" } }) },
  };
  expect(lines(await diffPlain(one, two))).toEqual([
    'minor property-added /next | consumers | new: {"next":{"next":null,"extra":0}}',
  ]);
});

it("knows that a recursion without an end has no values", async () => {
  const endless: JsonObject = {
    $ref: "#/definitions/E",
    definitions: { E: object({ next: { $ref: "#/definitions/E" } }, ["next"]) },
  };
  const report = await diffPlain(endless, object({ next: { type: "string" } }, ["next"]));
  // Proving that no value is finite takes induction, which the prover does not do: so it says that it does not know.
  expect(report.contracts).toMatchObject([{ producers: "unknown" }]);
});

it("does not go round for ever in a schema that is defined by nothing but itself", async () => {
  const self: JsonObject = {
    $ref: "#/definitions/S",
    definitions: { S: { allOf: [{ $ref: "#/definitions/S" }] } },
  };
  const report = await diffPlain(self, object({}));
  expect(report.contracts).toMatchObject([{ producers: "unknown", consumers: "unknown" }]);
});

it("ends at a list of different lists of itself, which no value is", async () => {
  const nested: JsonObject = {
    $ref: "#/definitions/L",
    definitions: { L: { type: "array", minItems: 2, uniqueItems: true, items: { $ref: "#/definitions/L" } } },
  };
  const report = await diffPlain(nested, { type: "array", items: { type: "string" } });
  expect(report.contracts).toMatchObject([{ producers: "unknown" }]);
});
