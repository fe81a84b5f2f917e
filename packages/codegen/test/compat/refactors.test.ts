import { expect, it } from "vitest";
import { diffSets, schemaSet } from "../../src/compat/index.js";
import type { JsonObject } from "../../src/json.js";
import { CLOSED, diffPlain, lines, object, plain, TEXT } from "./sets.js";

const POINT = object({ x: { type: "integer" }, y: { type: "integer" } }, ["x", "y"], CLOSED);
const INLINE = object({ p: POINT, q: POINT }, ["p"], CLOSED);
const tag = (word: string, more: JsonObject = {}) =>
  object({ type: { const: word }, ...more }, ["type"], CLOSED);

// Other texts of the same schema.
const SAME: readonly (readonly [string, JsonObject, JsonObject])[] = [
  [
    "a schema that gets a name",
    INLINE,
    {
      ...object({ p: { $ref: "#/definitions/P" }, q: { $ref: "#/definitions/P" } }, ["p"], CLOSED),
      definitions: { P: POINT },
    },
  ],
  [
    "a name that is another",
    { ...object({ p: { $ref: "#/definitions/P" } }), definitions: { P: POINT } },
    { ...object({ p: { $ref: "#/definitions/Q" } }), definitions: { Q: POINT } },
  ],
  [
    "a reference that is wrapped",
    { ...object({ p: { $ref: "#/definitions/P" } }), definitions: { P: POINT } },
    { ...object({ p: { allOf: [{ $ref: "#/definitions/P" }] } }), definitions: { P: POINT } },
  ],
  [
    "members in another order",
    object({ a: TEXT, b: TEXT }, ["a", "b"]),
    object({ b: TEXT, a: TEXT }, ["b", "a"]),
  ],
  ["words in another order", { enum: ["x", "y"] }, { enum: ["y", "x"] }],
  ["one word and a constant", { enum: ["x"] }, { const: "x" }],
  ["words one by one", { enum: ["x", "y"] }, { oneOf: [{ const: "x" }, { type: "string", enum: ["y"] }] }],
  [
    "branches in another order",
    { oneOf: [tag("a"), tag("b", { n: TEXT })] },
    { oneOf: [tag("b", { n: TEXT }), tag("a")] },
  ],
  ["branches apart: oneOf and anyOf", { oneOf: [tag("a"), tag("b")] }, { anyOf: [tag("a"), tag("b")] }],
  [
    "null by type and by anyOf",
    { type: ["string", "null"] },
    { anyOf: [{ type: "string" }, { type: "null" }] },
  ],
  [
    "two branches that differ by a word",
    { oneOf: [tag("a"), tag("b")] },
    object({ type: { enum: ["a", "b"] } }, ["type"], CLOSED),
  ],
  [
    "rules in one place and in two",
    { type: "integer", minimum: 0, maximum: 9 },
    {
      allOf: [
        { type: "integer", minimum: 0 },
        { type: "integer", maximum: 9 },
      ],
    },
  ],
  [
    "a bound that a range says",
    { type: "integer", format: "uint8" },
    { type: "integer", minimum: 0, maximum: 255 },
  ],
  [
    "an exclusive bound of integers",
    { type: "integer", exclusiveMinimum: 0 },
    { type: "integer", minimum: 1 },
  ],
  ["any value, said and unsaid", object({ a: {} }), object({ a: true })],
  [
    "a branch that another holds",
    { anyOf: [{ type: "string" }, { type: "string", minLength: 1 }] },
    { type: "string" },
  ],
  [
    "a schema that is unrolled once",
    { type: "array", items: { $ref: "#" } },
    { type: "array", items: { type: "array", items: { $ref: "#" } } },
  ],
];

it.each(SAME)("%s is no change", async (_, a, b) => {
  for (const report of [await diffPlain(a, b), await diffPlain(b, a)]) {
    expect(lines(report)).toEqual([]);
    expect(report).toMatchObject({
      severity: null,
      contracts: [{ producers: "compatible", consumers: "compatible" }],
    });
  }
});

it("takes a file apart into another without a change", async () => {
  const whole = {
    ...object({ p: { $ref: "#/$defs/P" } }, [], CLOSED),
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $defs: { P: POINT },
  };
  const split = schemaSet("split", [
    {
      path: "one.schema.json",
      text: JSON.stringify({
        ...object({ p: { $ref: "parts/p.json#" } }, [], CLOSED),
        $schema: "http://json-schema.org/draft-07/schema#",
      }),
    },
    { path: "parts/p.json", text: JSON.stringify({ $id: "https://example.org/p.json", ...POINT }) },
  ]);
  const report = await diffSets(plain(whole), split);
  expect(lines(report)).toEqual(["minor contract-added / | nobody"]);
  expect(report.contracts).toMatchObject([{ producers: "compatible", consumers: "compatible" }]);
});

it("tells a definition of a collection that got another name", async () => {
  const set = (definitions: JsonObject) =>
    schemaSet("set", [{ path: "all.json", text: JSON.stringify({ definitions }) }]);
  const report = await diffSets(set({ P: POINT, T: TEXT }), set({ Q: POINT, T: TEXT }));
  expect(report.changes).toMatchObject([
    { rule: "contract-renamed", says: "the definition was called all#P", severity: "patch" },
  ]);
});

it.each([
  ["the description", { description: "a" }, { description: "b" }, "patch description-changed /a | nobody"],
  ["the default", { default: "a" }, { default: "b" }, "minor default-changed /a | nobody"],
  ["deprecation", {}, { deprecated: true }, "minor deprecated /a | nobody"],
])("reports %s without calling it a break", async (_, old, now, expected) => {
  const report = await diffPlain(
    object({ a: { type: "string", ...old } }),
    object({ a: { type: "string", ...now } }),
  );
  expect(lines(report)).toEqual([expected]);
  expect(report.contracts).toMatchObject([{ producers: "compatible", consumers: "compatible" }]);
});
