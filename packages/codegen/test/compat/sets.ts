import {
  type Change,
  type CompatReport,
  type DiffOptions,
  diffSets,
  type SchemaSet,
  schemaSet,
} from "../../src/compat/index.js";
import type { Json, JsonObject } from "../../src/json.js";

/** A set with one contract, `one`, of a plain folder of schemas. */
export function plain(schema: JsonObject, name = "set"): SchemaSet {
  return schemaSet(name, [
    {
      path: "one.schema.json",
      text: JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", ...schema }),
    },
  ]);
}

/** A set of this project's dialect, by the paths of its files. */
export function contracts(files: Readonly<Record<string, JsonObject>>, name = "set"): SchemaSet {
  return schemaSet(
    name,
    Object.entries(files).map(([path, schema]) => ({
      path,
      text: JSON.stringify({ $id: `https://codex-contracts.dev/schemas/${path}`, ...schema }),
    })),
  );
}

export function diffPlain(old: JsonObject, now: JsonObject, options?: DiffOptions): Promise<CompatReport> {
  return diffSets(plain(old), plain(now), options);
}

/** A change in a line: what, where, whom it breaks, and the payloads that show it. */
export function line({ rule, path, severity, breaks, unknown, witnesses }: Change): string {
  const shown = witnesses.map(({ acceptedBy, payload }) => `${acceptedBy}: ${JSON.stringify(payload)}`);
  const parties = [...breaks, ...unknown.map((party) => `${party}?`)].join(" ");
  return [`${severity} ${rule} ${path || "/"}`, parties || "nobody", ...shown].join(" | ");
}

export function lines({ changes }: CompatReport): string[] {
  return changes.map(line);
}

/** An object schema, closed or open. */
export function object(
  properties: JsonObject,
  required: readonly string[] = [],
  more: JsonObject = {},
): JsonObject {
  return { type: "object", properties, required, ...more };
}

export const CLOSED = { additionalProperties: false } as const;
export const TEXT: Json = { type: "string" };
