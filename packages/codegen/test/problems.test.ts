import { describe, expect, it } from "vitest";
import { buildModel } from "../src/build-model.js";
import { buildOne, exampleFile, leaf, objectOf, schemaFile, TINY } from "./tiny.js";

const text = leaf({ type: "string" }, "a");
const branch = (tag: unknown) => objectOf({ type: tag }, { description: "A branch.", required: ["type"] });

/** What is wrong, the schema, and the one problem that it must give. */
const WRONG: readonly (readonly [
  what: string,
  schema: Record<string, unknown>,
  rule: string,
  pointer: string,
])[] = [
  [
    "an object that does not say whether it is closed",
    { type: "object", properties: {} },
    "closed-objects",
    "",
  ],
  [
    "a map whose keys have no privacy class",
    { type: "object", additionalProperties: text },
    "key-privacy",
    "",
  ],
  [
    "a keyword outside the subset",
    objectOf({ a: { ...text, maxLength: 3 } }),
    "portable-subset",
    "/properties/a/maxLength",
  ],
  [
    "a keyword beside $ref",
    objectOf({ a: { $ref: "#", description: "x" } }),
    "portable-subset",
    "/properties/a/description",
  ],
  ["not", { not: { type: "string" } }, "portable-subset", "/not"],
  ["oneOf without a discriminator", { oneOf: [] }, "tagged-union", ""],
  [
    "a branch without its tag",
    { oneOf: [objectOf({}, { description: "A branch." })], discriminator: { propertyName: "type" } },
    "tagged-union",
    "/oneOf/0",
  ],
  [
    "two branches with one tag",
    {
      oneOf: [branch({ const: "a", description: "A." }), branch({ const: "a", description: "A." })],
      discriminator: { propertyName: "type" },
    },
    "tagged-union",
    "",
  ],
  [
    "a union that nothing tells apart",
    { anyOf: [objectOf({ a: text }), objectOf({ b: text })] },
    "portable-union",
    "",
  ],
  [
    "an integer without bounds",
    objectOf({ n: leaf({ type: "integer", "x-unit": "count" }, 1) }),
    "number-bounds",
    "/properties/n",
  ],
  [
    "a bound that a double cannot hold",
    objectOf({ n: leaf({ type: "integer", minimum: 0, maximum: 2 ** 53, "x-unit": "count" }, 1) }),
    "number-bounds",
    "/properties/n",
  ],
  [
    "a number without a unit",
    objectOf({ n: leaf({ type: "integer", minimum: 0, maximum: 9 }, 1) }),
    "unit",
    "/properties/n",
  ],
  ["a unit on text", objectOf({ a: { ...text, "x-unit": "ms" } }), "unit", "/properties/a"],
  [
    "a leaf without a privacy class",
    objectOf({ a: { description: "A.", type: "string", examples: ["a"] } }),
    "privacy-class",
    "/properties/a",
  ],
  [
    "a leaf without an example",
    objectOf({ a: { description: "A.", type: "string", "x-privacy": "public" } }),
    "examples",
    "/properties/a",
  ],
  [
    "a property without a description",
    objectOf({ a: { type: "string", "x-privacy": "public", examples: ["a"] } }),
    "description",
    "/properties/a",
  ],
  [
    "a null without a meaning",
    objectOf({ a: leaf({ type: ["string", "null"] }, "a") }),
    "null-meaning",
    "/properties/a",
  ],
  [
    "a meaning for a null that cannot be",
    objectOf({ a: { ...text, "x-null": "nothing" } }),
    "null-meaning",
    "/properties/a/x-null",
  ],
  [
    "a required name that is no property",
    objectOf({ a: text }, { required: ["b"] }),
    "required-known",
    "/required",
  ],
  [
    "a pattern that does not compile",
    objectOf({ a: leaf({ type: "string", pattern: "(" }, "a") }),
    "pattern",
    "/properties/a/pattern",
  ],
  [
    "an unknown format",
    objectOf({ a: leaf({ type: "string", format: "date" }, "a") }),
    "format",
    "/properties/a/format",
  ],
  [
    "a reference that leads nowhere",
    objectOf({ a: { $ref: "#/definitions/Nobody" } }),
    "reference",
    "/properties/a/$ref",
  ],
  ["a name of Object.prototype", objectOf({ toString: text }), "property-name", "/properties/toString"],
  [
    "an enumeration that forgets its null",
    objectOf({ a: { ...leaf({ type: ["string", "null"], enum: ["a"] }, "a"), "x-null": "none" } }),
    "enumeration",
    "/properties/a",
  ],
  [
    "two JSON types in one value",
    objectOf({ a: leaf({ type: ["string", "boolean"] }, "a") }),
    "portable-subset",
    "/properties/a/type",
  ],
];

describe("a schema with a problem", () => {
  it.each(WRONG)("%s is reported at its place", (_what, schema, rule, pointer) => {
    const { problems } = buildOne(schema);
    expect(problems).toContainEqual(expect.objectContaining({ file: "demo/one.schema.json", rule, pointer }));
    for (const problem of problems) expect(problem.fix).not.toBe("");
  });

  it("is reported together with all others, sorted", () => {
    const broken = schemaFile("demo/broken.schema.json", {
      title: "Broken",
      type: "object",
      properties: { a: {}, b: { type: "string" } },
    });
    const { problems } = buildModel([broken, { path: "demo/syntax.schema.json", text: "{" }]);
    expect(new Set(problems.map((p) => p.rule))).toEqual(
      new Set(["json", "closed-objects", "description", "privacy-class", "examples"]),
    );
    expect(problems.map((p) => `${p.file}${p.pointer}`)).toEqual(
      problems.map((p) => `${p.file}${p.pointer}`).sort(),
    );
  });
});

describe("names and places", () => {
  it("two types cannot share a name", () => {
    const twice = schemaFile("demo/twice.schema.json", { title: "Tiny", ...objectOf({}) });
    expect(buildModel([...TINY, twice]).problems).toContainEqual(
      expect.objectContaining({ rule: "unique-name" }),
    );
  });

  it("an $id follows the place of its file", () => {
    const moved = {
      ...schemaFile("demo/old.schema.json", { title: "Moved", ...objectOf({}) }),
      path: "demo/new.schema.json",
    };
    expect(buildModel([moved]).problems).toContainEqual(
      expect.objectContaining({ rule: "stable-id", pointer: "/$id" }),
    );
  });

  it("an example belongs to a contract", () => {
    expect(buildModel([...TINY, exampleFile("demo/nobody", "one", {})]).problems).toContainEqual(
      expect.objectContaining({ rule: "example-contract" }),
    );
  });

  it("a contract needs an example, and an invalid example its issues", () => {
    const [schema] = TINY;
    expect(buildModel(schema === undefined ? [] : [schema]).problems).toContainEqual(
      expect.objectContaining({ rule: "examples" }),
    );
    expect(buildModel([...TINY, exampleFile("demo/tiny", "bad", {}, [])]).problems).toContainEqual(
      expect.objectContaining({ rule: "example-form" }),
    );
  });
});
