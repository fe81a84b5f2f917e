import { isJsonObject, type Json } from "./json.js";
import {
  type Annotations,
  type Node,
  PRIVACY_CLASSES,
  type PrivacyClass,
  UNITS,
  type Unit,
} from "./model.js";
import type { Report } from "./problem.js";

export const NO_NOTES: Annotations = { description: "", examples: [] };

/** What is annotated: a member of an object, an item of an array or map, or a named type. */
export type Place = "property" | "item" | "type";

/** Reads the annotations of a schema and reports those that are missing for its shape. */
export function parseNotes(
  schema: Json | undefined,
  node: Node,
  at: string,
  report: Report,
  place: Place,
): Annotations {
  if (!isJsonObject(schema)) return NO_NOTES;
  const text = (key: string) => (typeof schema[key] === "string" ? schema[key] : "");
  const leaf = isLeaf(node);
  const nullable = acceptsNull(node);
  const description = text("description");
  const nullMeaning = text("x-null");
  const unit = UNITS.find((u) => u === schema["x-unit"]);
  const privacy = PRIVACY_CLASSES.find((c) => c === schema["x-privacy"]);
  const examples = Array.isArray(schema["examples"]) ? (schema["examples"] as readonly Json[]) : [];

  if (description === "" && place !== "item")
    report(
      at,
      "description",
      "there is no description",
      "say what the value is, for the person who reads the reference",
    );
  if (place === "property") {
    if (nullable && nullMeaning === "")
      report(
        at,
        "null-meaning",
        "the value may be null and nothing says what null means",
        'add "x-null": "…"',
      );
    if (!nullable && nullMeaning !== "")
      report(`${at}/x-null`, "null-meaning", "the value is never null", 'remove "x-null"');
  }
  if (hasNumber(node) !== (unit !== undefined)) {
    report(
      at,
      "unit",
      unit === undefined ? "a number needs a unit" : "only a number has a unit",
      unit === undefined ? `add "x-unit": one of ${UNITS.join(", ")}` : 'remove "x-unit"',
    );
  }
  if (leaf && privacy === undefined)
    report(
      at,
      "privacy-class",
      "a leaf says how sensitive it is",
      `add "x-privacy": one of ${PRIVACY_CLASSES.join(", ")}`,
    );
  if (leaf && examples.length === 0 && place === "property")
    report(at, "examples", "there is no example value", 'add "examples": [ … ] with realistic values');
  return {
    description,
    ...(nullMeaning === "" ? {} : { nullMeaning }),
    ...(unit === undefined ? {} : { unit: unit as Unit }),
    ...(privacy === undefined ? {} : { privacy: privacy as PrivacyClass }),
    examples,
  };
}

/** A leaf carries a value of its own; constants and null tell nothing. */
export function isLeaf(node: Node): boolean {
  if (node.kind === "union")
    return node.by === "type" && node.branches.every((b) => b.kind === "null" || isLeaf(b));
  return ["any", "boolean", "string", "number", "enum"].includes(node.kind);
}

function acceptsNull(node: Node): boolean {
  return node.kind === "null" || (node.kind === "union" && node.branches.some(acceptsNull));
}

function hasNumber(node: Node): boolean {
  return node.kind === "number" || (node.kind === "union" && node.branches.some((b) => b.kind === "number"));
}
