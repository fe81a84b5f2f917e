import { FORMATS } from "../formats.js";
import type { Model, Node, NumberNode, StringNode } from "../model.js";

/** The node that a reference leads to, with all references followed. */
export function resolved(model: Model, node: Node): Node {
  let current = node;
  while (current.kind === "ref") {
    const target = model.typeByName.get(current.type);
    if (target === undefined) throw new Error(`no type named ${current.type} in the model`);
    current = target.node;
  }
  return current;
}

/** A node whose check is one expression: no loop, no nested object. References to such nodes are inlined. */
export function isScalar(model: Model, node: Node): boolean {
  const target = resolved(model, node);
  if (target.kind === "union")
    return target.by === "type" && target.branches.every((b) => isScalar(model, b));
  return ["any", "null", "boolean", "string", "number", "const", "enum"].includes(target.kind);
}

/** JavaScript condition under which the variable `v` holds a value of a scalar node. */
export function condition(model: Model, node: Node, v: string): string {
  const parts = alternatives(model, node, v);
  if (parts.length === 1) return parts[0] ?? "false";
  return `(${parts.map((part) => (part.includes(" && ") ? `(${part})` : part)).join(" || ")})`;
}

/** The conditions of which one must hold; null comes first, since it is the cheapest to rule out. */
function alternatives(model: Model, node: Node, v: string): string[] {
  const target = resolved(model, node);
  switch (target.kind) {
    case "any":
      return [`${v} !== undefined`];
    case "null":
      return [`${v} === null`];
    case "boolean":
      return [`typeof ${v} === "boolean"`];
    case "const":
      return [`${v} === ${JSON.stringify(target.value)}`];
    case "enum":
      return target.values.map((word) => `${v} === ${JSON.stringify(word)}`);
    case "string":
      return [stringCondition(target, v)];
    case "number":
      return [numberCondition(target, v)];
    case "union":
      return nullFirst(target.branches).flatMap((branch) => alternatives(model, branch, v));
    default:
      throw new Error(`a ${target.kind} is not a scalar`);
  }
}

export function nullFirst(branches: readonly Node[]): Node[] {
  return [...branches].sort((a, b) => Number(b.kind === "null") - Number(a.kind === "null"));
}

function stringCondition(node: StringNode, v: string): string {
  const parts = [`typeof ${v} === "string"`];
  if (node.nonEmpty) parts.push(`${v} !== ""`);
  if (node.pattern !== undefined) parts.push(`${regex(node.pattern)}.test(${v})`);
  if (node.format !== undefined) parts.push(`${regex(FORMATS[node.format].pattern)}.test(${v})`);
  return parts.join(" && ");
}

function regex(pattern: string): string {
  return `/${new RegExp(pattern, "u").source}/u`;
}

function numberCondition(node: NumberNode, v: string): string {
  const limit = Number.MAX_SAFE_INTEGER;
  const parts = [
    node.integer
      ? node.maximum === limit
        ? `Number.isSafeInteger(${v})`
        : `Number.isInteger(${v})`
      : `typeof ${v} === "number"`,
  ];
  if (node.minimum !== -limit || node.maximum !== limit || !node.integer)
    parts.push(`${v} >= ${node.minimum}`);
  if (node.maximum !== limit || !node.integer) parts.push(`${v} <= ${node.maximum}`);
  return parts.join(" && ");
}
