import { describe, expect, it } from "vitest";
import { buildModel } from "../src/build-model.js";
import { bundleSchema, consumerSchema } from "../src/bundle.js";
import { exampleFile, leaf, objectOf, schemaFile } from "./tiny.js";

const part = schemaFile("demo/parts/point.schema.json", {
  title: "Point",
  ...objectOf({
    path: leaf({ type: "string", format: "absolute-path" }, "/a"),
    word: { ...leaf({ type: "string", enum: ["a"] }, "a"), "x-open": true },
  }),
});
const root = schemaFile("demo/root.schema.json", {
  title: "Root",
  ...objectOf(
    {
      point: { description: "A point.", allOf: [{ $ref: "parts/point.schema.json" }] },
      a: leaf({ type: "string" }, "a"),
      b: leaf({ type: "string" }, "b"),
    },
    { "x-exclusive": ["a", "b"], "x-unknown-keys": "reject" },
  ),
});

function bundle() {
  const { model, problems } = buildModel([part, root, exampleFile("demo/root", "empty", {})]);
  expect(problems).toEqual([]);
  const [contract] = model.contracts;
  if (contract === undefined) throw new Error("no contract");
  return bundleSchema(model, contract);
}

describe("a bundled schema", () => {
  it("holds every type that it reaches and refers to nothing else", () => {
    expect(Object.keys(bundle()["definitions"] as object)).toEqual(["Point"]);
    expect(JSON.stringify(bundle()).match(/"\$ref":"[^"]*"/g)).toEqual(['"$ref":"#/definitions/Point"']);
  });

  it("says in standard keywords what ours mean", () => {
    expect(bundle()).toHaveProperty("definitions.Point.properties.path.pattern");
    expect(bundle()["allOf"]).toEqual([
      { anyOf: ["a", "b"].map((name) => ({ type: "object", properties: { [name]: { type: "null" } } })) },
    ]);
  });
});

describe("the consumer reading", () => {
  it("opens objects, but for those whose receiver rejects unknown keys", () => {
    const consumer = consumerSchema(bundle());
    expect(consumer["additionalProperties"]).toBe(false);
    expect(consumer).toHaveProperty("definitions.Point.additionalProperties", true);
  });

  it("takes any word where the set of words is open", () => {
    expect(consumerSchema(bundle())).not.toHaveProperty("definitions.Point.properties.word.enum");
  });

  it("does not change the schema that it reads", () => {
    const before = bundle();
    const copy = structuredClone(before);
    consumerSchema(before);
    expect(before).toEqual(copy);
  });
});
