import { expect, it } from "vitest";
import { diffSets } from "../../src/compat/index.js";
import type { JsonObject } from "../../src/json.js";
import { contracts, lines } from "./sets.js";

// In this project's dialect: a schema before and after, the changes that are found, and those found backwards. Tolerant
// readers pass unknown keys, and words and tags of open sets, so that what is new there breaks no consumer.
const CONTRACTS: readonly (readonly [
  string,
  JsonObject,
  JsonObject,
  readonly string[],
  readonly string[],
])[] = [
  [
    "a member that is added",
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal" } },
      required: ["a"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: {
        a: { type: "string", "x-privacy": "internal" },
        b: { type: "string", "x-privacy": "internal" },
      },
      required: ["a"],
      additionalProperties: false,
    },
    ['minor property-added / | nobody | new: {"a":"x","b":"x"}'],
    ['major property-removed / | producers typescript | old: {"a":"x","b":"x"}'],
  ],
  [
    "a member that is added where unknown keys are refused",
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal" } },
      required: ["a"],
      additionalProperties: false,
      "x-unknown-keys": "reject",
    },
    {
      type: "object",
      properties: {
        a: { type: "string", "x-privacy": "internal" },
        b: { type: "string", "x-privacy": "internal" },
      },
      required: ["a"],
      additionalProperties: false,
      "x-unknown-keys": "reject",
    },
    ['minor property-added / | consumers | new: {"a":"x","b":"x"}'],
    ['major property-removed / | producers stored-data typescript | old: {"a":"x","b":"x"}'],
  ],
  [
    "a word of an open list",
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal", enum: ["x"], "x-open": true } },
      required: ["a"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal", enum: ["x", "y"], "x-open": true } },
      required: ["a"],
      additionalProperties: false,
    },
    ['minor word-added /a | typescript | new: {"a":"y"}'],
    ['major word-removed /a | producers typescript | old: {"a":"y"}'],
  ],
  [
    "a branch of an open union",
    {
      oneOf: [
        {
          type: "object",
          properties: { type: { const: "x" } },
          required: ["type"],
          additionalProperties: false,
        },
      ],
      discriminator: { propertyName: "type" },
      "x-open": true,
    },
    {
      oneOf: [
        {
          type: "object",
          properties: { type: { const: "x" } },
          required: ["type"],
          additionalProperties: false,
        },
        {
          type: "object",
          properties: { type: { const: "y" } },
          required: ["type"],
          additionalProperties: false,
        },
      ],
      discriminator: { propertyName: "type" },
      "x-open": true,
    },
    ['minor branch-added / | typescript | new: {"type":"y"}'],
    ['major branch-removed / | producers typescript | old: {"type":"y"}'],
  ],
  [
    "a list that is opened",
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal", enum: ["x"] } },
      required: ["a"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal", enum: ["x"], "x-open": true } },
      required: ["a"],
      additionalProperties: false,
    },
    ["minor words-opened /a | nobody"],
    ["major words-closed /a | nobody"],
  ],
  [
    "a privacy class",
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal" } },
      required: ["a"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "sensitive" } },
      required: ["a"],
      additionalProperties: false,
    },
    ["minor privacy-raised /a | nobody"],
    ["minor privacy-lowered /a | nobody"],
  ],
  [
    "a unit",
    {
      type: "object",
      properties: { a: { type: "integer", "x-unit": "s" } },
      required: ["a"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { a: { type: "integer", "x-unit": "ms" } },
      required: ["a"],
      additionalProperties: false,
    },
    ["major unit-changed /a | nobody"],
    ["major unit-changed /a | nobody"],
  ],
  [
    "an exclusive pair",
    {
      type: "object",
      properties: {
        a: { type: "string", "x-privacy": "internal" },
        b: { type: "string", "x-privacy": "internal" },
      },
      required: [],
      additionalProperties: false,
      "x-exclusive": ["a", "b"],
    },
    {
      type: "object",
      properties: {
        a: { type: "string", "x-privacy": "internal" },
        b: { type: "string", "x-privacy": "internal" },
      },
      required: [],
      additionalProperties: false,
    },
    ['minor member-rule-removed / | consumers | new: {"a":"x","b":"x"}'],
    ['major member-rule-added / | producers stored-data | old: {"a":"x","b":"x"}'],
  ],
  [
    "a member that another asks for",
    {
      type: "object",
      properties: {
        a: { type: "string", "x-privacy": "internal" },
        b: { type: "string", "x-privacy": "internal" },
      },
      required: [],
      additionalProperties: false,
      "x-requires": [{ when: "a", then: "b" }],
    },
    {
      type: "object",
      properties: {
        a: { type: "string", "x-privacy": "internal" },
        b: { type: "string", "x-privacy": "internal" },
      },
      required: [],
      additionalProperties: false,
    },
    ['minor member-rule-removed / | consumers | new: {"a":"x"}'],
    ['major member-rule-added / | producers stored-data | old: {"a":"x"}'],
  ],
  [
    "a format of paths",
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal", format: "absolute-path" } },
      required: ["a"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal" } },
      required: ["a"],
      additionalProperties: false,
    },
    ['minor pattern-lifted /a | consumers | new: {"a":"x"}'],
    ['major pattern-asked /a | producers stored-data | old: {"a":"x"}'],
  ],
  [
    "a name",
    {
      title: "One",
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal" } },
      required: ["a"],
      additionalProperties: false,
    },
    {
      title: "Two",
      type: "object",
      properties: { a: { type: "string", "x-privacy": "internal" } },
      required: ["a"],
      additionalProperties: false,
    },
    ["major type-renamed / | typescript"],
    ["major type-renamed / | typescript"],
  ],
];

const set = (schema: JsonObject) => contracts({ "demo/one.schema.json": schema });

it.each(CONTRACTS)("%s", async (_, old, now, forth, back) => {
  expect(lines(await diffSets(set(old), set(now)))).toEqual(forth);
  expect(lines(await diffSets(set(now), set(old)))).toEqual(back);
});
