import { accepts } from "../accepts.js";
import { resolved } from "../emit/conditions.js";
import type { Json } from "../json.js";
import type { Annotations, Model, Node, ObjectNode, StringNode } from "../model.js";

const TEXTS = ["redacted", "/redacted", "0".repeat(40), ""] as const;

/**
 * The value that stands in for one that may not be shown where null and absence are not allowed: fixed, valid,
 * the same for every message. Undefined where no such value is known.
 */
export function placeholder(model: Model, node: Node, notes?: Annotations): Json | undefined {
  const value = candidate(model, node, notes, 0);
  return value !== undefined && accepts(model, node, value) ? value : undefined;
}

const DEEPEST = 20;

function candidate(
  model: Model,
  node: Node,
  notes: Annotations | undefined,
  depth: number,
): Json | undefined {
  const target = resolved(model, node);
  if (depth > DEEPEST) return undefined;
  switch (target.kind) {
    case "any":
    case "null":
      return null;
    case "boolean":
      return false;
    case "const":
      return target.value;
    case "enum":
      return target.values[0];
    case "string":
      return text(target, notes);
    case "number":
      return Math.min(Math.max(0, target.minimum), target.maximum);
    case "array": {
      const item = candidate(model, target.items, target.itemNotes, depth + 1);
      return item === undefined ? undefined : Array.from({ length: target.minItems ?? 0 }, () => item);
    }
    case "object":
      return object(model, target, depth);
    case "tagged":
      return first(target.branches, (branch) => candidate(model, branch.node, undefined, depth + 1));
    case "union": {
      const branches = target.branches.filter((branch) => branch.kind !== "null");
      return first(branches, (branch) => candidate(model, branch, notes, depth + 1));
    }
    case "ref":
      throw new Error("a resolved node is no reference");
  }
}

/** A text that fits; where only a special one does, an example of the schema, which is the same for everyone. */
function text(node: StringNode, notes: Annotations | undefined): Json | undefined {
  const fits = (value: string) => accepts(NO_TYPES, node, value);
  return TEXTS.find(fits) ?? notes?.examples.find((value) => typeof value === "string" && fits(value));
}

const NO_TYPES: Model = { contracts: [], types: [], typeByName: new Map(), rootOf: new Map(), families: [] };

/** The required members, and as many others as there must be. */
function object(model: Model, node: ObjectNode, depth: number): Json | undefined {
  const required = node.properties.filter((p) => p.required);
  const missing = Math.max(0, (node.minProperties ?? 0) - required.length);
  const optional = node.properties.filter((p) => !p.required).slice(0, missing);
  const members = [...required, ...optional].map((p) => [
    p.name,
    candidate(model, p.node, p.notes, depth + 1),
  ]);
  if (members.length < (node.minProperties ?? 0) && typeof node.extra === "object")
    members.push(["redacted", candidate(model, node.extra.node, node.extra.notes, depth + 1)]);
  return members.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(members);
}

function first<T>(list: readonly T[], find: (item: T) => Json | undefined): Json | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
