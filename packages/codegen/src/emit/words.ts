import { FORMATS } from "../formats.js";
import type { Model, Node, NumberNode, StringNode } from "../model.js";
import { resolved } from "./conditions.js";

/** What a node expects, as words for an issue: "a string or null", "one of \"read\", \"write\"". */
export function expectation(model: Model, node: Node): string {
  const target = resolved(model, node);
  switch (target.kind) {
    case "any":
      return "any value";
    case "null":
      return "null";
    case "boolean":
      return "true or false";
    case "const":
      return JSON.stringify(target.value);
    case "enum":
      return target.values.length === 1
        ? JSON.stringify(target.values[0])
        : `one of ${target.values.map((w) => JSON.stringify(w)).join(", ")}`;
    case "string":
      return stringWords(target);
    case "number":
      return numberWords(target);
    case "array":
      return target.minItems === undefined ? "an array" : `an array of at least ${target.minItems}`;
    case "object":
    case "tagged":
      return "an object";
    case "union":
      return [...new Set(target.branches.map((branch) => expectation(model, branch)))].join(" or ");
    case "ref":
      throw new Error("a resolved node is no reference");
  }
}

function stringWords(node: StringNode): string {
  if (node.format !== undefined) return FORMATS[node.format].words;
  if (node.pattern !== undefined) return `a string that matches ${node.pattern}`;
  return node.nonEmpty ? "a non-empty string" : "a string";
}

function numberWords(node: NumberNode): string {
  const limit = Number.MAX_SAFE_INTEGER;
  const noun = node.integer ? "an integer" : "a number";
  if (node.minimum === -limit && node.maximum === limit) return noun;
  return node.maximum === limit
    ? `${noun} of at least ${node.minimum}`
    : `${noun} from ${node.minimum} to ${node.maximum}`;
}
