import { resolved } from "../emit/conditions.js";
import type { Json } from "../json.js";
import type { Annotations, Model, Node, ObjectNode, Property, TypeModel, UnionNode } from "../model.js";
import { placeholder } from "../privacy/placeholder.js";
import { type Change, stricter, weaker } from "./change.js";
import type { Mutant } from "./mutant.js";
import { arrayChanges, objectChanges } from "./object-changes.js";
import { anyType, constChanges, enumChanges, numberChanges, stringChanges } from "./scalar-changes.js";

/**
 * Every mutant of a type: each constraint weakened, removed, or made stricter, one at a time. References are not
 * followed: what they lead to is mutated as a type of its own. A member that a tagged union chooses its branch by
 * is left alone inside the branch: the union has looked at it before.
 */
export function mutantsOf(
  model: Model,
  type: TypeModel,
  isBranchTag: (type: string, name: string) => boolean,
): Mutant[] {
  const found: Mutant[] = [];
  const wrapAll = (changes: readonly Change[], place: string, wrap: (node: Node) => Node): void => {
    for (const { change, direction, node, trials } of changes)
      found.push({ type: type.name, place, change, direction, node: wrap(node), trials });
  };
  const visit = (
    node: Node,
    place: string,
    wrap: (node: Node) => Node,
    tag: (name: string) => boolean,
  ): void => {
    wrapAll(changesOf(model, node, tag), place, wrap);
    for (const part of partsOf(node)) {
      if (part.name !== undefined && tag(part.name)) continue;
      const inside = (changed: Node) => wrap(part.rebuild(changed));
      const at = place + (place === "" ? part.step.replace(/^\./, "") : part.step);
      if (part.stands && !acceptsNull(model, part.node))
        wrapAll([weaker("null", orNull(part.node), { value: null })], at, inside);
      visit(part.node, at, inside, branchTag(node));
    }
  };
  visit(
    type.node,
    "",
    (node) => node,
    (name) => isBranchTag(type.name, name),
  );
  return found;
}

/** Inline branches of a tagged union have its tag. */
function branchTag(node: Node): (name: string) => boolean {
  return node.kind === "tagged" ? (name) => name === node.tag : () => false;
}

function changesOf(model: Model, node: Node, isTag: (name: string) => boolean): Change[] {
  const smallest = (property: Property) => smallestOf(model, property.node, property.notes);
  switch (node.kind) {
    case "string":
      return stringChanges(node);
    case "number":
      return numberChanges(node);
    case "boolean":
      return [anyType()];
    case "const":
      return constChanges(node);
    case "enum":
      return enumChanges(node);
    case "array":
      return arrayChanges(node, smallestOf(model, node.items, node.itemNotes));
    case "object":
      return objectChanges(node, smallest, isTag);
    case "tagged":
      return [anyType(), ...branchesLess(model, node)];
    case "union":
      return branchesLess(model, node);
    default:
      return [];
  }
}

/** A union without one of its branches: a value of that branch tells. */
function branchesLess(model: Model, node: Extract<Node, { kind: "tagged" | "union" }>): Change[] {
  if (node.branches.length < 2) return [];
  const samples = (branch: Node): { value: Json }[] => {
    const value = smallestOf(model, branch);
    return value === undefined ? [] : [{ value }];
  };
  if (node.kind === "tagged")
    return node.branches.map((branch) =>
      stricter(
        `branch ${branch.value}`,
        { ...node, branches: node.branches.filter((b) => b !== branch) },
        ...samples(branch.node),
      ),
    );
  return node.branches.map((branch, i) =>
    stricter(branch.kind === "null" ? "null" : `branch ${i}`, withoutBranch(node, i), ...samples(branch)),
  );
}

function withoutBranch(node: UnionNode, index: number): Node {
  const branches = node.branches.filter((_, i) => i !== index);
  return { ...node, branches, branchNotes: node.branchNotes.filter((_, i) => i !== index) };
}

function smallestOf(model: Model, node: Node, notes?: Annotations): Json | undefined {
  const value = placeholder(model, node, notes);
  // Where the smallest value is one that the schema takes apart from all others, an example says more.
  return value === undefined ? notes?.examples[0] : value;
}

/** A node inside another: how it is put back, and the step to it. */
interface Part {
  readonly node: Node;
  readonly step: string;
  readonly name?: string;
  /** Whether a value stands there by itself, so that null might. */
  readonly stands: boolean;
  rebuild(node: Node): Node;
}

function partsOf(node: Node): Part[] {
  switch (node.kind) {
    case "array":
      return [{ node: node.items, step: "[]", stands: true, rebuild: (items) => ({ ...node, items }) }];
    case "object":
      return objectParts(node);
    case "tagged":
      return node.branches.map((branch, i) => ({
        node: branch.node,
        step: `[${branch.value}]`,
        stands: false,
        rebuild: (changed) => ({ ...node, branches: node.branches.with(i, { ...branch, node: changed }) }),
      }));
    case "union":
      return node.branches.map((branch, i) => ({
        node: branch,
        step: "",
        stands: false,
        rebuild: (changed) => ({ ...node, branches: node.branches.with(i, changed) }),
      }));
    default:
      return [];
  }
}

function objectParts(node: ObjectNode): Part[] {
  const { properties, extra } = node;
  const members = properties.map(
    (property, i): Part => ({
      node: property.node,
      step: `.${property.name}`,
      name: property.name,
      stands: true,
      rebuild: (changed) => ({ ...node, properties: properties.with(i, { ...property, node: changed }) }),
    }),
  );
  if (typeof extra !== "object") return members;
  const rebuild = (changed: Node): Node => ({ ...node, extra: { ...extra, node: changed } });
  return [...members, { node: extra.node, step: ".*", stands: true, rebuild }];
}

function acceptsNull(model: Model, node: Node): boolean {
  const target = resolved(model, node);
  if (target.kind === "union") return target.branches.some((branch) => acceptsNull(model, branch));
  return target.kind === "null" || target.kind === "any";
}

function orNull(node: Node): Node {
  return { kind: "union", by: "type", branches: [node, { kind: "null" }], branchNotes: [] };
}
