import { expect, it } from "vitest";
import type { JsonObject } from "../../src/json.js";
import { CLOSED, diffPlain, lines, object } from "./sets.js";

const at = (schema: JsonObject): JsonObject => object({ a: schema }, ["a"], CLOSED);

// A member before and after, the changes that are found, and those that are found backwards. Each is in a line with
// whom it breaks (`?` where that is not known) and the payloads that the other side refuses.
const CHANGES: readonly (readonly [string, JsonObject, JsonObject, readonly string[], readonly string[]])[] =
  [
    [
      "a word",
      { enum: ["x", "y"] },
      { enum: ["x", "y", "z"] },
      ['minor word-added /a | consumers typescript | new: {"a":"z"}'],
      ['major word-removed /a | producers stored-data typescript | old: {"a":"z"}'],
    ],
    [
      "a list of words",
      { enum: ["x"] },
      { type: "string" },
      ['major words-lifted /a | consumers typescript | new: {"a":"y"}'],
      ['major words-listed /a | producers stored-data typescript | old: {"a":"y"}'],
    ],
    [
      "a fixed value",
      { const: "x" },
      { const: "y" },
      [
        'major fixed-value-changed /a | producers stored-data consumers typescript | old: {"a":"x"} | new: {"a":"y"}',
      ],
      [
        'major fixed-value-changed /a | producers stored-data consumers typescript | old: {"a":"y"} | new: {"a":"x"}',
      ],
    ],
    [
      "a type",
      { type: "string" },
      { type: ["string", "integer"] },
      ['major type-added /a | consumers typescript | new: {"a":0}'],
      ['major type-removed /a | producers stored-data | old: {"a":0}'],
    ],
    [
      "null",
      { type: "string" },
      { type: ["string", "null"] },
      ['major null-added /a | consumers typescript | new: {"a":null}'],
      ['major null-removed /a | producers stored-data | old: {"a":null}'],
    ],
    [
      "null by anyOf",
      { type: "string" },
      { anyOf: [{ type: "string" }, { type: "null" }] },
      ['major null-added /a | consumers typescript | new: {"a":null}'],
      ['major null-removed /a | producers stored-data | old: {"a":null}'],
    ],
    [
      "fractions",
      { type: "integer" },
      { type: "number" },
      ['major integer-lifted /a | consumers | new: {"a":0.5}'],
      ['major integer-asked /a | producers stored-data | old: {"a":0.5}'],
    ],
    [
      "a minimum",
      { type: "integer", minimum: 1 },
      { type: "integer", minimum: 0 },
      ['minor minimum-lowered /a | consumers | new: {"a":0}'],
      ['major minimum-raised /a | producers stored-data | old: {"a":0}'],
    ],
    [
      "an exclusive minimum",
      { type: "number", exclusiveMinimum: 0 },
      { type: "number", minimum: 0 },
      ['minor minimum-lowered /a | consumers | new: {"a":0}'],
      ['major minimum-raised /a | producers stored-data | old: {"a":0}'],
    ],
    [
      "a maximum",
      { type: "integer", maximum: 9 },
      { type: "integer", maximum: 10 },
      ['minor maximum-raised /a | consumers | new: {"a":10}'],
      ['major maximum-lowered /a | producers stored-data | old: {"a":10}'],
    ],
    [
      "a format of integers",
      { type: "integer", format: "uint16" },
      { type: "integer", format: "uint32" },
      ['minor maximum-raised /a | consumers | new: {"a":65536}'],
      ['major maximum-lowered /a | producers stored-data | old: {"a":65536}'],
    ],
    [
      "a multiple",
      { type: "integer", multipleOf: 10 },
      { type: "integer", multipleOf: 5 },
      ['minor multiple-lifted /a | consumers | new: {"a":5}'],
      ['major multiple-asked /a | producers stored-data | old: {"a":5}'],
    ],
    [
      "a least length",
      { type: "string", minLength: 2 },
      { type: "string", minLength: 1 },
      ['minor min-length-lowered /a | consumers | new: {"a":"x"}'],
      ['major min-length-raised /a | producers stored-data | old: {"a":"x"}'],
    ],
    [
      "a greatest length",
      { type: "string", maxLength: 3 },
      { type: "string", maxLength: 4 },
      ['minor max-length-raised /a | consumers | new: {"a":"xxxx"}'],
      ['major max-length-lowered /a | producers stored-data | old: {"a":"xxxx"}'],
    ],
    [
      "a pattern that includes",
      { type: "string", pattern: "^[a-f]+$" },
      { type: "string", pattern: "^[a-z]+$" },
      ['minor pattern-lifted /a | consumers | new: {"a":"g"}'],
      ['major pattern-asked /a | producers stored-data | old: {"a":"g"}'],
    ],
    [
      "a pattern that is written otherwise",
      { type: "string", pattern: "^(ab|ac)$" },
      { type: "string", pattern: "^a[bc]$" },
      [],
      [],
    ],
    [
      "patterns that overlap",
      { type: "string", pattern: "^a" },
      { type: "string", pattern: "b$" },
      ['major pattern-changed /a | producers stored-data consumers | old: {"a":"a"} | new: {"a":"b"}'],
      ['major pattern-changed /a | producers stored-data consumers | old: {"a":"b"} | new: {"a":"a"}'],
    ],
    [
      "a pattern that is no regular language",
      { type: "string", pattern: "^(a+)b\\1$" },
      { type: "string", pattern: "^(a+)c\\1$" },
      ["major pattern-changed /a | producers? stored-data? consumers?"],
      ["major pattern-changed /a | producers? stored-data? consumers?"],
    ],
    [
      "a format of texts",
      { type: "string", format: "uuid" },
      { type: "string" },
      ['minor format-lifted /a | consumers | new: {"a":"x"}'],
      ['major format-asked /a | producers stored-data | old: {"a":"x"}'],
    ],
    [
      "fewest items",
      { type: "array", items: { type: "integer" }, minItems: 1 },
      { type: "array", items: { type: "integer" } },
      ['minor min-items-lowered /a | consumers | new: {"a":[]}'],
      ['major min-items-raised /a | producers stored-data | old: {"a":[]}'],
    ],
    [
      "most items",
      { type: "array", items: { type: "integer" }, maxItems: 2 },
      { type: "array", items: { type: "integer" }, maxItems: 3 },
      ['minor max-items-raised /a | consumers | new: {"a":[0,0,0]}'],
      ['major max-items-lowered /a | producers stored-data | old: {"a":[0,0,0]}'],
    ],
    [
      "items that repeat",
      { type: "array", items: { type: "integer" }, uniqueItems: true },
      { type: "array", items: { type: "integer" } },
      ['minor unique-lifted /a | consumers | new: {"a":[0,0]}'],
      ['major unique-asked /a | producers stored-data | old: {"a":[0,0]}'],
    ],
    [
      "an item of a tuple",
      { type: "array", items: [{ type: "string" }, { type: "integer" }] },
      { type: "array", items: [{ type: "string" }, { type: "number" }] },
      ['major integer-lifted /a/1 | consumers | new: {"a":["x",0.5]}'],
      ['major integer-asked /a/1 | producers stored-data | old: {"a":["x",0.5]}'],
    ],
    [
      "the items",
      { type: "array", items: { type: "integer" } },
      { type: "array", items: { type: "number" } },
      ['major integer-lifted /a/* | consumers | new: {"a":[0.5]}'],
      ['major integer-asked /a/* | producers stored-data | old: {"a":[0.5]}'],
    ],
    [
      "the values of a map",
      { type: "object", additionalProperties: { type: "integer" } },
      { type: "object", additionalProperties: { type: "number" } },
      ['major integer-lifted /a/* | consumers | new: {"a":{"a":0.5}}'],
      ['major integer-asked /a/* | producers stored-data | old: {"a":{"a":0.5}}'],
    ],
    [
      "an object",
      { type: "object", additionalProperties: false },
      { type: "object" },
      ['minor object-opened /a | consumers | new: {"a":{"extra":null}}'],
      ['major object-closed /a | producers stored-data typescript | old: {"a":{"extra":null}}'],
    ],
    [
      "fewest members",
      { type: "object", minProperties: 1 },
      { type: "object" },
      ['minor min-properties-lowered /a | consumers | new: {"a":{}}'],
      ['major min-properties-raised /a | producers stored-data | old: {"a":{}}'],
    ],
    [
      "most members",
      { type: "object", maxProperties: 1 },
      { type: "object", maxProperties: 2 },
      ['minor max-properties-raised /a | consumers | new: {"a":{"a":"x","b":"x"}}'],
      ['major max-properties-lowered /a | producers stored-data | old: {"a":{"a":"x","b":"x"}}'],
    ],
    [
      "names of members",
      { type: "object", propertyNames: { pattern: "^[a-z]+$" } },
      { type: "object" },
      ['minor rule-lifted /a | consumers | new: {"a":{"":"x"}}'],
      ['major rule-asked /a | producers stored-data | old: {"a":{"":"x"}}'],
    ],
    [
      "a required member",
      { type: "object", properties: { b: { type: "string" } }, required: ["b"], additionalProperties: false },
      { type: "object", properties: { b: { type: "string" } }, required: [], additionalProperties: false },
      ['major property-optional /a | consumers typescript | new: {"a":{}}'],
      ['major property-required /a | producers stored-data typescript | old: {"a":{}}'],
    ],
    [
      "a branch",
      {
        oneOf: [
          { type: "object", properties: { t: { const: "x" } }, required: ["t"], additionalProperties: false },
        ],
      },
      {
        oneOf: [
          { type: "object", properties: { t: { const: "x" } }, required: ["t"], additionalProperties: false },
          {
            type: "object",
            properties: { t: { const: "y" }, n: { type: "integer" } },
            required: ["t", "n"],
            additionalProperties: false,
          },
        ],
      },
      ['minor branch-added /a | consumers typescript | new: {"a":{"t":"y","n":0}}'],
      ['major branch-removed /a | producers stored-data typescript | old: {"a":{"t":"y","n":0}}'],
    ],
    [
      "inside a branch",
      {
        oneOf: [
          { type: "object", properties: { t: { const: "x" } }, required: ["t"], additionalProperties: false },
          {
            type: "object",
            properties: { t: { const: "y" }, n: { type: "integer" } },
            required: ["t", "n"],
            additionalProperties: false,
          },
        ],
      },
      {
        oneOf: [
          { type: "object", properties: { t: { const: "x" } }, required: ["t"], additionalProperties: false },
          {
            type: "object",
            properties: { t: { const: "y" }, n: { type: "number" } },
            required: ["t", "n"],
            additionalProperties: false,
          },
        ],
      },
      ['major integer-lifted /a[y]/n | consumers | new: {"a":{"t":"y","n":0.5}}'],
      ['major integer-asked /a[y]/n | producers stored-data | old: {"a":{"t":"y","n":0.5}}'],
    ],
    [
      "a text that is left out",
      { type: "string", not: { enum: ["x"] } },
      { type: "string" },
      ['minor text-let-in /a | consumers | new: {"a":"x"}'],
      ['major text-left-out /a | producers stored-data | old: {"a":"x"}'],
    ],
    [
      "a rule that is only compared as text",
      { type: "array", items: { type: "integer" }, contains: { const: 7 } },
      { type: "array", items: { type: "integer" } },
      ['minor rule-lifted /a | consumers | new: {"a":[]}'],
      ['major rule-asked /a | producers stored-data | old: {"a":[]}'],
    ],
    [
      "listed numbers",
      { enum: [1, 2] },
      { enum: [1, 2, 3] },
      ['minor value-added /a | consumers | new: {"a":3}'],
      ['major value-removed /a | producers stored-data | old: {"a":3}'],
    ],
    [
      "a boolean",
      { const: true },
      { type: "boolean" },
      ['minor value-added /a | consumers | new: {"a":false}'],
      ['major value-removed /a | producers stored-data | old: {"a":false}'],
    ],
  ];

it.each(CHANGES)("%s", async (_, old, now, forth, back) => {
  expect(lines(await diffPlain(at(old), at(now)))).toEqual(forth);
  expect(lines(await diffPlain(at(now), at(old)))).toEqual(back);
});
