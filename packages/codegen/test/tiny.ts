import { type BuildResult, buildModel } from "../src/build-model.js";
import type { SourceFile } from "../src/source.js";

const BASE = "https://codex-contracts.dev/schemas/";

/** A schema file of a test: what every file needs is filled in. */
export function schemaFile(path: string, schema: Record<string, unknown>): SourceFile {
  const head = {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: BASE + path,
    description: "A thing.",
    "x-source": ["a test"],
  };
  return { path, text: JSON.stringify({ ...head, ...schema }) };
}

export function exampleFile(
  contract: string,
  name: string,
  value: unknown,
  issues?: readonly object[],
): SourceFile {
  const kind = issues === undefined ? "valid" : "invalid";
  return {
    path: `examples/${contract}/${kind}/${name}.json`,
    text: JSON.stringify({ description: "A case.", source: "written by hand", value, issues }),
  };
}

/** A closed object with one required string, and one valid example. */
export const TINY: readonly SourceFile[] = [
  schemaFile("demo/tiny.schema.json", {
    title: "Tiny",
    type: "object",
    additionalProperties: false,
    required: ["name"],
    properties: {
      name: leaf({ type: "string" }, "ada"),
      color: leaf({ type: "string", enum: ["red", "blue"] }, "red"),
    },
  }),
  exampleFile("demo/tiny", "one", { name: "ada" }),
];

/** A leaf with the annotations that every leaf needs. */
export function leaf(schema: Record<string, unknown>, ...examples: unknown[]): Record<string, unknown> {
  return { description: "A value.", ...schema, "x-privacy": "public", examples };
}

/** Builds a model from one contract schema with a valid example that nobody judges. */
export function buildOne(schema: Record<string, unknown>): BuildResult {
  return buildModel([
    schemaFile("demo/one.schema.json", { title: "One", ...schema }),
    exampleFile("demo/one", "any", {}),
  ]);
}

/** An object schema that has the given properties and is otherwise in order. */
export function objectOf(
  properties: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { type: "object", additionalProperties: false, required: [], properties, ...more };
}
