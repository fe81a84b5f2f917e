import { resolved } from "./emit/conditions.js";
import { FORMATS } from "./formats.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";
import type { Model, Node, ObjectNode, StringNode } from "./model.js";

/** Whether a value belongs to a node (producer reading), read straight off the model. For the examples, where generated code is not there yet. */
export function accepts(model: Model, node: Node, value: Json): boolean {
  const target = resolved(model, node);
  switch (target.kind) {
    case "any":
      return true;
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "const":
      return value === target.value;
    case "enum":
      return typeof value === "string" && target.values.includes(value);
    case "number":
      return (
        typeof value === "number" &&
        (!target.integer || Number.isInteger(value)) &&
        value >= target.minimum &&
        value <= target.maximum
      );
    case "string":
      return typeof value === "string" && acceptsText(target, value);
    case "array":
      return (
        Array.isArray(value) &&
        within(value.length, target.minItems, target.maxItems) &&
        value.every((item: Json) => accepts(model, target.items, item))
      );
    case "object":
      return isJsonObject(value) && acceptsObject(model, target, value);
    case "tagged":
      return (
        isJsonObject(value) &&
        target.branches.some((b) => b.value === value[target.tag] && accepts(model, b.node, value))
      );
    case "union":
      return target.branches.some((branch) => accepts(model, branch, value));
    case "ref":
      throw new Error("a resolved node is no reference");
  }
}

function acceptsText({ nonEmpty, pattern, format }: StringNode, value: string): boolean {
  const patterns = [pattern, format && FORMATS[format].pattern].filter((p) => p !== undefined);
  return (!nonEmpty || value !== "") && patterns.every((p) => expression(p).test(value));
}

const compiled = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern, "u");
  compiled.set(pattern, known);
  return known;
}

function acceptsObject(model: Model, node: ObjectNode, value: JsonObject): boolean {
  const given = (name: string) => value[name] !== undefined && value[name] !== null;
  return (
    node.properties.every((p) => {
      const member = Object.hasOwn(value, p.name) ? value[p.name] : undefined;
      return member === undefined ? !p.required : accepts(model, p.node, member);
    }) &&
    Object.entries(value).every(
      ([name, member]) => node.properties.some((p) => p.name === name) || acceptsExtra(model, node, member),
    ) &&
    within(Object.keys(value).length, node.minProperties, node.maxProperties) &&
    node.exclusive.filter(given).length <= 1 &&
    node.requires.every(
      ({ when, then, unless }) =>
        !given(when) || given(then) || (unless !== undefined && value[unless.name] === unless.value),
    )
  );
}

function acceptsExtra(model: Model, { extra }: ObjectNode, value: Json): boolean {
  return extra === "any" || (typeof extra === "object" && accepts(model, extra.node, value));
}

function within(count: number, min = 0, max = Number.POSITIVE_INFINITY): boolean {
  return count >= min && count <= max;
}
