import type { Json, JsonObject } from "../../src/json.js";
import { createRandom } from "./random-schemas.js";

/** A collection of definitions as a protocol has them: records, unions, lists and maps that refer to each other. */
export function manyDefinitions(count: number): JsonObject {
  const random = createRandom(7);
  const name = (i: number) => `Definition${i}`;
  const other = (i: number): Json => ({
    $ref: `#/definitions/${name(Math.floor(random() * Math.max(i, 1)))}`,
  });
  const record = (i: number, tag?: string): JsonObject => ({
    type: "object",
    description: `Record ${i}.`,
    properties: {
      ...(tag === undefined ? {} : { type: { type: "string", enum: [tag] } }),
      id: { type: "string" },
      count: { type: "integer", format: "uint32", minimum: 0 },
      status: { type: "string", enum: ["started", "completed", "failed"] },
      note: { type: ["string", "null"] },
      part: i === 0 ? { type: "boolean" } : other(i),
      parts: { type: "array", items: i === 0 ? { type: "string" } : other(i) },
      labels: { type: "object", additionalProperties: { type: "string" } },
    },
    required: [...(tag === undefined ? [] : ["type"]), "id", "count", "part"],
  });
  const union = (i: number): JsonObject => ({ oneOf: ["a", "b", "c"].map((tag) => record(i, `${tag}${i}`)) });
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [name(i), i % 5 === 4 ? union(i) : record(i)]),
  );
}

/** A next release: every twentieth definition has changed. */
export function nextRelease(definitions: JsonObject): JsonObject {
  const text = (schema: Json) => JSON.stringify(schema);
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema], i): [string, Json] => {
      if (i % 20 === 0)
        return [name, JSON.parse(text(schema).replaceAll('"completed",', '"completed","cancelled",'))];
      if (i % 20 === 7) return [name, JSON.parse(text(schema).replaceAll('"minimum":0', '"minimum":1'))];
      return [name, schema];
    }),
  );
}
