import type {
  Annotations,
  ExtraProperties,
  Model,
  Node,
  ObjectNode,
  TypeModel,
  UnionNode,
} from "../model.js";
import { overlay } from "./overlay.js";

/** A value at the end of a path: what a message can carry there, and what is said of it. */
export interface Leaf {
  /**
   * Member names joined by dots; `*` is any key of a map or any other field of an open object, `[]`
   * any item of an array; empty for the value itself.
   */
  readonly path: string;
  /** The path with the tag of each branch of a union that it goes through: `reviewed_action[shell].program`. */
  readonly place: string;
  readonly notes: Annotations;
  readonly node: Node;
  /** Set on the names of a map, which are data too: the leaf is the name, and its description that of the map. */
  readonly key?: true;
}

export interface LeafOptions {
  /** Whether to follow a reference; by default all are followed. One that is not becomes a leaf itself. */
  readonly follow?: (type: TypeModel) => boolean;
}

/** All leaves of a type in wire order. References are followed; a type inside itself is not entered again. */
export function leaves(model: Pick<Model, "typeByName">, type: TypeModel, options: LeafOptions = {}): Leaf[] {
  return leavesOfNode(model, type.node, type.notes, { ...options, within: [type.name] });
}

/** All leaves below a node; `notes` describe the node itself. */
export function leavesOfNode(
  model: Pick<Model, "typeByName">,
  root: Node,
  notes: Annotations,
  options: LeafOptions & { readonly within?: readonly string[] } = {},
): Leaf[] {
  const found: Leaf[] = [];
  const open = new Set(options.within);
  const follow = options.follow ?? (() => true);

  const visit = (node: Node, path: string, said: Annotations, place: string): void => {
    switch (node.kind) {
      case "ref":
        enter(node.type, path, said, place);
        return;
      case "array":
        visit(node.items, `${path}[]`, overlay(node.itemNotes, notNull(said)), `${place}[]`);
        return;
      case "object":
        members(node, path, said.description, place);
        return;
      case "tagged":
        for (const branch of node.branches) visit(branch.node, path, said, `${place}[${branch.value}]`);
        return;
      case "union":
        visitBranches(node, path, said, place);
        return;
      default:
        found.push({ path, place, notes: said, node });
    }
  };
  const visitBranches = (
    { branches, branchNotes }: UnionNode,
    path: string,
    said: Annotations,
    place: string,
  ): void => {
    for (const [i, branch] of branches.entries()) {
      if (branch.kind !== "null") visit(branch, path, overlay(said, branchNotes[i]), place);
    }
  };
  const enter = (name: string, path: string, said: Annotations, place: string): void => {
    const type = model.typeByName.get(name);
    if (type === undefined || open.has(name)) return;
    if (!follow(type)) {
      found.push({ path, place, notes: said, node: { kind: "ref", type: name } });
      return;
    }
    open.add(name);
    // What the names of a map are is said where the map itself is described.
    if (type.node.kind === "object") members(type.node, path, type.description, place);
    else visit(type.node, path, overlay(said, type.notes), place);
    open.delete(name);
  };
  const members = (node: ObjectNode, path: string, description: string, place: string): void => {
    for (const property of node.properties)
      visit(property.node, join(path, property.name), property.notes, join(place, property.name));
    const star = join(path, "*");
    const starPlace = join(place, "*");
    if (node.extra === "any")
      found.push({ path: star, place: starPlace, notes: OPEN_NOTES, node: { kind: "any" } });
    if (typeof node.extra !== "object") return;
    found.push({
      path: star,
      place: starPlace,
      notes: nameNotes(node, node.extra, description),
      node: NAME,
      key: true,
    });
    visit(node.extra.node, star, node.extra.notes, starPlace);
  };

  visit(root, "", notes, "");
  return found;
}

/** What null means is said of a list, not of its items. */
function notNull({ nullMeaning: _, ...notes }: Annotations): Annotations {
  return notes;
}

/** Nobody has classified what an open object may hold, so it counts as the worst. */
const OPEN_NOTES: Annotations = {
  description: "Other fields, which the contract leaves open and does not classify.",
  privacy: "sensitive",
  examples: [],
};

const NAME: Node = { kind: "string", nonEmpty: false };

/** A map says what its names are; an object with fields of its own says so where it describes the others. */
function nameNotes({ properties }: ObjectNode, extra: ExtraProperties, description: string): Annotations {
  const said = properties.length > 0 ? extra.notes.description : description;
  return { description: said, privacy: extra.keyPrivacy, examples: [] };
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
