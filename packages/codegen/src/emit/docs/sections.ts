import type { Annotations, Node, Property, TaggedNode, TypeModel } from "../../model.js";
import { type PageContext, pageOf } from "./context.js";

/** A part of a page: one shape that has a heading of its own. */
export interface Section {
  readonly title: string;
  /** Depth of its heading, 3 or 4. */
  readonly level: number;
  readonly node: Node;
  readonly notes: Annotations;
  /** The named type that it shows; unnamed shapes are called after the place where they stand. */
  readonly type?: TypeModel;
}

/** A shape inside another, and the place by which it is called when it has no name. */
interface Part {
  readonly node: Node;
  readonly place: string;
  readonly notes: Annotations;
}

const NO_NOTES: Annotations = { description: "", examples: [] };

/**
 * The sections below the main table of a contract, each shape once, in the order in which a reader
 * meets them. The branches of a tagged union stay together, what they refer to follows.
 */
export function sectionsOf(context: PageContext): Section[] {
  const found: Section[] = [];
  const seen = new Set([context.contract.name]);

  const add = (section: Section): boolean => {
    if (seen.has(section.title)) return false;
    seen.add(section.title);
    found.push(section);
    return true;
  };
  const inside = (node: Node, title: string, level: number): void => {
    const branches = node.kind === "tagged" ? branchSections(context, node, title, level).filter(add) : [];
    for (const branch of branches) inside(branch.node, branch.title, branch.level);
    for (const part of partsOf(node, title)) enter(part);
  };
  const enter = ({ node, place, notes }: Part): void => {
    const section = sectionOf(context, node, place, notes);
    if (section !== undefined && add(section)) inside(section.node, section.title, section.level);
    if (section === undefined && node.kind !== "ref") inside(node, place, 3);
  };

  inside(context.contract.type.node, context.contract.name, 2);
  return found;
}

/** The section of a part; undefined when the cell that names it explains it, or another page does. */
function sectionOf(context: PageContext, node: Node, place: string, notes: Annotations): Section | undefined {
  if (node.kind !== "ref") return needsSection(node) ? { title: place, level: 3, node, notes } : undefined;
  const type = context.model.typeByName.get(node.type);
  return type === undefined || pageOf(context, type) !== undefined ? undefined : namedSection(type, 3);
}

/** What lies directly inside a shape, the branches of tagged unions left out. */
function partsOf(node: Node, place: string): Part[] {
  if (node.kind === "array") return [{ node: node.items, place: `${place}[]`, notes: node.itemNotes }];
  if (node.kind === "object") {
    const members = node.properties.map((p) => ({
      node: p.node,
      place: `${place}.${p.name}`,
      notes: p.notes,
    }));
    const { extra } = node;
    return typeof extra === "object" ? [...members, { ...extra, place: `${place}.*` }] : members;
  }
  if (node.kind === "ref") return [{ node, place, notes: NO_NOTES }];
  if (node.kind !== "union") return [];
  // The tables of a union by keys stand under the heading of the union itself.
  return node.branches.flatMap((branch, i) =>
    node.by === "keys" && branch.kind === "object"
      ? partsOf(branch, place)
      : [{ node: branch, place, notes: node.branchNotes[i] ?? NO_NOTES }],
  );
}

/** Whether an unnamed shape is too large for the cell that it stands in. */
function needsSection(node: Node): boolean {
  return (
    node.kind === "tagged" ||
    (node.kind === "object" && node.properties.length > 0) ||
    (node.kind === "union" && node.by === "keys")
  );
}

function namedSection(type: TypeModel, level: number): Section {
  return { title: type.name, level, node: type.node, notes: type.notes, type };
}

/** Sections of those branches of a tagged union that hold more than their tag and have no page of their own. */
function branchSections(context: PageContext, union: TaggedNode, place: string, level: number): Section[] {
  return union.branches.flatMap(({ value, node }) => {
    const type = node.kind === "ref" ? context.model.typeByName.get(node.type) : undefined;
    const shape = type?.node ?? node;
    if ((type !== undefined && pageOf(context, type) !== undefined) || onlyTag(shape, union.tag)) return [];
    const depth = Math.min(level + 1, 4);
    return [
      type === undefined
        ? { title: branchTitle(place, value), level: depth, node: shape, notes: NO_NOTES }
        : namedSection(type, depth),
    ];
  });
}

/** Heading of an unnamed branch. */
export function branchTitle(place: string, tag: string): string {
  return `${place} ${tag}`;
}

/** Whether an object holds its tag and nothing else. */
export function onlyTag(node: Node, tag: string): boolean {
  return (
    node.kind === "object" && node.extra === "none" && node.properties.every((p: Property) => p.name === tag)
  );
}
