import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.js";
import { lint } from "./lint.js";

/** Rules and pointers that are found in one schema of another project. */
function found(schema: JsonObject, ...others: readonly (readonly [string, JsonObject])[]): string[] {
  const files = [["api.json", schema] as const, ...others].map(([path, json]) => ({
    path,
    text: JSON.stringify(json),
  }));
  return lint(files, { today: "2026-06-01" }).findings.map((f) => `${f.rule} ${f.pointer}`);
}

const DRAFT = "https://json-schema.org/draft/2020-12/schema";
const head = { $schema: DRAFT, description: "A thing." };
const closed = (properties: JsonObject) => ({ type: "object", additionalProperties: false, properties });
const word = { type: "string", description: "A word." };

describe("schemas of another dialect", () => {
  it.each<[what: string, schema: JsonObject, expected: readonly string[]]>([
    ["in order", { ...head, ...closed({ a: word }) }, []],
    [
      "a reference into $defs",
      { ...head, ...closed({ a: { $ref: "#/$defs/Word" } }), $defs: { Word: word } },
      [],
    ],
    [
      "a reference to an anchor",
      { ...head, ...closed({ a: { $ref: "#word" } }), $defs: { Word: { ...word, $anchor: "word" } } },
      [],
    ],
    [
      "a reference to nowhere",
      { ...head, ...closed({ a: { $ref: "#/$defs/Nobody" } }) },
      ["reference /properties/a/$ref"],
    ],
    [
      "a reference to somebody else's schema",
      { ...head, ...closed({ a: { $ref: "https://example.com/a.json" } }) },
      [],
    ],
    [
      "no word on what else may be there",
      { ...head, type: "object", properties: { a: word } },
      ["closed-objects "],
    ],
    [
      "a part of an allOf, which must stay open",
      { ...head, allOf: [{ properties: { a: word } }, { properties: { b: word } }] },
      [],
    ],
    [
      "closed by unevaluatedProperties",
      { ...head, type: "object", unevaluatedProperties: false, properties: { a: word } },
      [],
    ],
    [
      "an integer without bounds",
      { ...head, ...closed({ a: { type: "integer", description: "A number." } }) },
      ["number-bounds /properties/a"],
    ],
    [
      "an integer between exclusive bounds",
      {
        ...head,
        ...closed({ a: { type: "integer", description: "A number.", exclusiveMinimum: 0, maximum: 9 } }),
      },
      [],
    ],
    [
      "a slow pattern in patternProperties",
      { ...head, type: "object", patternProperties: { "^a": { ...word, pattern: "^(?:\\w+\\s?)*$" } } },
      ["pattern-backtracking /patternProperties/^a/pattern"],
    ],
    [
      "a union without a tag",
      { ...head, oneOf: [closed({ a: word }), closed({ b: word })] },
      ["tagged-union /oneOf"],
    ],
    [
      "a union told by one word each",
      { ...head, oneOf: [closed({ t: { ...word, enum: ["a"] } }), closed({ t: { ...word, const: "b" } })] },
      [],
    ],
    [
      "a union told by a key each",
      {
        ...head,
        oneOf: [
          { ...closed({ a: word }), required: ["a"] },
          { ...closed({ b: word }), required: ["b"] },
        ],
      },
      [],
    ],
    [
      "two styles of names",
      { ...head, ...closed({ thread_id: word, turn_id: word, modelName: word }) },
      ["name-style /properties/modelName"],
    ],
    [
      "nearly the same name twice",
      { ...head, ...closed({ start_time: word, starting_time: word }) },
      ["near-duplicate-name /properties/starting_time"],
    ],
    [
      "names like members of Object.prototype",
      { ...head, ...closed({ constructor: word, toString: word }) },
      [],
    ],
  ])("%s", (_what, schema, expected) => {
    expect(found(schema)).toEqual(expected);
  });

  it("follow references by path and by $id", () => {
    const id = "https://example.com/schemas/word.json";
    expect(
      found({ ...head, ...closed({ a: { $ref: "word.json" } }) }, ["word.json", { ...head, ...word }]),
    ).toEqual([]);
    expect(
      found({ ...head, ...closed({ a: { $ref: id } }) }, ["w/word.json", { ...head, ...word, $id: id }]),
    ).toEqual([]);
  });

  it("are told from other JSON files", () => {
    expect(found({ name: "a-package", version: "1.0.0" })).toEqual([]);
  });
});
