import type { Node, ObjectNode, TaggedNode, UnionNode } from "./model.js";
import type { Report } from "./problem.js";

/** Follows references until something else is met. */
export type Resolve = (node: Node) => Node;

/** Fills in what a union can only know once every type is parsed: the tag values, and what tells its branches apart. */
export function linkNode(node: Node, at: string, resolve: Resolve, report: Report): Node {
  switch (node.kind) {
    case "array":
      return { ...node, items: linkNode(node.items, `${at}/items`, resolve, report) };
    case "object":
      return linkObject(node, at, resolve, report);
    case "tagged":
      return linkTagged(node, at, resolve, report);
    case "union":
      return linkUnion(node, at, resolve, report);
    default:
      return node;
  }
}

function linkObject(node: ObjectNode, at: string, resolve: Resolve, report: Report): ObjectNode {
  const properties = node.properties.map((p) => ({
    ...p,
    node: linkNode(p.node, `${at}/properties/${p.name}`, resolve, report),
  }));
  const extra =
    typeof node.extra === "object"
      ? { ...node.extra, node: linkNode(node.extra.node, `${at}/additionalProperties`, resolve, report) }
      : node.extra;
  return { ...node, properties, extra };
}

function linkTagged(node: TaggedNode, at: string, resolve: Resolve, report: Report): TaggedNode {
  const branches = node.branches.map((branch, i) => {
    const place = `${at}/oneOf/${i}`;
    const target = resolve(branch.node);
    const tag = target.kind === "object" ? target.properties.find((p) => p.name === node.tag) : undefined;
    if (
      target.kind !== "object" ||
      !tag?.required ||
      tag.node.kind !== "const" ||
      typeof tag.node.value !== "string"
    ) {
      report(
        place,
        "tagged-union",
        `a branch must be an object that requires "${node.tag}" as a constant string`,
        `add "${node.tag}": { "const": … } to its properties and to required`,
      );
      return branch;
    }
    return { value: tag.node.value, node: linkNode(branch.node, place, resolve, report) };
  });
  const values = branches.map((b) => b.value);
  if (new Set(values).size !== values.length)
    report(at, "tagged-union", "two branches share a tag", "give each branch a tag of its own");
  return { ...node, branches };
}

function linkUnion(node: UnionNode, at: string, resolve: Resolve, report: Report): UnionNode {
  const targets = node.branches.map(resolve);
  const branches = node.branches.map((branch, i) => linkNode(branch, `${at}/anyOf/${i}`, resolve, report));
  const types = targets.map((target) => jsonTypes(target, resolve));
  const all = types.flatMap((t) => t ?? []);
  if (types.every((t) => t !== undefined) && new Set(all).size === all.length)
    return { ...node, by: "type", branches };
  if (targets.every((t): t is ObjectNode => t.kind === "object" && toldByKeys(t)) && disjoint(targets))
    return { ...node, by: "keys", branches };
  report(
    at,
    "portable-union",
    "nothing tells the branches apart",
    'use branches of different JSON types, closed objects with disjoint optional keys and "x-unknown-keys": "reject", or a tagged union',
  );
  return { ...node, branches };
}

/** A branch of a union by keys: closed for every reader, with optional members only. */
function toldByKeys(node: ObjectNode): boolean {
  return (
    node.extra === "none" &&
    node.rejectUnknown &&
    node.properties.every((p) => !p.required) &&
    node.minProperties === undefined
  );
}

function disjoint(objects: readonly ObjectNode[]): boolean {
  const names = objects.flatMap((o) => o.properties.map((p) => p.name));
  return new Set(names).size === names.length;
}

/** The JSON types of the values of a node; undefined for a value of any type. */
export function jsonTypes(node: Node, resolve: Resolve): readonly string[] | undefined {
  const target = resolve(node);
  switch (target.kind) {
    case "any":
      return undefined;
    case "union": {
      const types = target.branches.map((branch) => jsonTypes(branch, resolve));
      return types.some((t) => t === undefined) ? undefined : [...new Set(types.flatMap((t) => t ?? []))];
    }
    case "enum":
      return ["string"];
    case "const":
      return [typeof target.value];
    case "tagged":
      return ["object"];
    default:
      return [target.kind];
  }
}
