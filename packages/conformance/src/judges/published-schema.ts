import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../json.js";

/** Reads a schema that the protocol publishes: `<id>` in the producer reading, `<id>.consumer` in the other one. */
export function publishedSchema(name: string): JsonObject {
  const path = fileURLToPath(import.meta.resolve(`@codex-contracts/protocol/schemas/${name}.json`));
  // The file is a schema document, which is an object.
  return JSON.parse(readFileSync(path, "utf8")) as JsonObject;
}
