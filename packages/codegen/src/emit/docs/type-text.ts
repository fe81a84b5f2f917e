import type { Model, Node, ObjectNode, TypeModel } from "../../model.js";

/** How the words for a shape are dressed: plain for a terminal, links and code spans for a page. */
export interface Paint {
  /** A JSON value, already written as JSON. */
  readonly code: (json: string) => string;
  /** A named type. */
  readonly type: (type: TypeModel) => string;
  /** An unnamed object or union; `place` names where it stands. */
  readonly unnamed: (place: string, word: string) => string;
  /** Stands between the words of an enumeration. */
  readonly bar: string;
}

const PLAIN: Paint = {
  code: (json) => json,
  type: (type) => type.name,
  unnamed: (_, word) => word,
  bar: " | ",
};

/** Short human words for a shape, for example `array of string` or `"a" | "b" or null`. */
export function typeText(model: Model, node: Node): string {
  return paintType(model, node, "", PLAIN);
}

/** The words of `typeText`, dressed by `paint`; unnamed shapes inside are named after `place`. */
export function paintType(model: Model, node: Node, place: string, paint: Paint): string {
  const words = (inner: Node, at: string = place) => paintType(model, inner, at, paint);
  switch (node.kind) {
    case "any":
      return "any JSON value";
    case "null":
      return paint.code("null");
    case "boolean":
    case "string":
      return node.kind;
    case "number":
      return node.integer ? "integer" : "number";
    case "const":
      return paint.code(JSON.stringify(node.value));
    case "enum":
      return (
        node.values.map((value) => paint.code(JSON.stringify(value))).join(paint.bar) +
        (node.open ? ", or another word" : "")
      );
    case "array":
      return `array of ${grouped(node.items, words(node.items, `${place}[]`))}`;
    case "object":
      return objectWords(node, place, words, paint);
    case "ref":
      return refWords(model, node.type, paint);
    case "tagged":
      return paint.unnamed(place, "object");
    case "union":
      return node.by === "keys"
        ? paint.unnamed(place, "object")
        : node.branches.map((branch) => words(branch)).join(" or ");
  }
}

function objectWords(
  node: ObjectNode,
  place: string,
  words: (node: Node, at: string) => string,
  paint: Paint,
): string {
  if (node.properties.length > 0) return paint.unnamed(place, "object");
  if (node.extra === "none") return "empty object";
  if (node.extra === "any") return "object with any fields";
  return `map of name to ${grouped(node.extra.node, words(node.extra.node, `${place}.*`))}`;
}

function refWords(model: Model, name: string, paint: Paint): string {
  const type = model.typeByName.get(name);
  return type === undefined ? name : paint.type(type);
}

/** Brackets what would read wrongly after "array of". */
function grouped(node: Node, text: string): string {
  const several =
    (node.kind === "union" && node.by === "type") || (node.kind === "enum" && node.values.length > 1);
  return several ? `(${text})` : text;
}
