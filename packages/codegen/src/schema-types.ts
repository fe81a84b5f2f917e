import type { Json, JsonObject } from "./json.js";
import type { Node } from "./model.js";
import { NO_NOTES } from "./parse-notes.js";

/** The JSON types that a schema names. */
export function typesOf(schema: JsonObject): string[] {
  const type = schema["type"];
  return (Array.isArray(type) ? type : [type]).filter((t): t is string => typeof t === "string");
}

/** The items of a list; none of anything else. */
export function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** A node, or null beside it. */
export function orNull(node: Node, nullable: boolean): Node {
  return nullable
    ? { kind: "union", by: "type", branches: [node, { kind: "null" }], branchNotes: [NO_NOTES, NO_NOTES] }
    : node;
}
