import type { Annotations, Node, TaggedNode, UnionNode } from "../../model.js";
import { describedBy, privacyCell, typeCell, typeMarkdown } from "./cells.js";
import { type PageContext, pageOf, typeTarget } from "./context.js";
import { limitsText } from "./limits.js";
import { anchor, bullets, code, firstSentence, link, prose, table } from "./markdown.js";
import { objectMarkdown } from "./object-markdown.js";
import { branchTitle, onlyTag } from "./sections.js";

/** Any shape as blocks of Markdown; `place` is the heading that it stands under. */
export function shapeMarkdown(context: PageContext, node: Node, notes: Annotations, place: string): string[] {
  switch (node.kind) {
    case "object":
      return objectMarkdown(context, node, place);
    case "tagged":
      return taggedMarkdown(context, node, place);
    case "union":
      return unionMarkdown(context, node, notes, place);
    default:
      return [valueLine(context, node, notes, place)];
  }
}

function valueLine(context: PageContext, node: Node, notes: Annotations, place: string): string {
  const privacy = privacyCell(context, node, notes);
  const facts = [typeMarkdown(context, node, place), limitsText(node, notes)]
    .filter((text) => text !== "")
    .join(", ");
  return `Value: ${facts}.${privacy === "" ? "" : ` Privacy: ${privacy}.`}`;
}

function taggedMarkdown(context: PageContext, node: TaggedNode, place: string): string[] {
  const open = node.open ? " Readers should expect other words, too." : "";
  const rows = node.branches.map(({ value, node: branch }) =>
    branchRow(context, node.tag, value, branch, place),
  );
  return [
    `The field ${code(node.tag)} tells which of these it is.${open}`,
    table([code(node.tag), "Shape", "Meaning"], rows),
  ];
}

function branchRow(context: PageContext, tag: string, value: string, branch: Node, place: string): string[] {
  const type = branch.kind === "ref" ? context.model.typeByName.get(branch.type) : undefined;
  const shape = type?.node ?? branch;
  const description = type?.description || tagDescription(shape, tag);
  const word = code(JSON.stringify(value));
  if (onlyTag(shape, tag) && (type === undefined || pageOf(context, type) === undefined))
    return [word, "no other fields", prose(description)];
  const target = type === undefined ? `#${anchor(branchTitle(place, value))}` : typeTarget(context, type);
  return [word, link(type?.name ?? "fields", target), prose(firstSentence(description))];
}

function tagDescription(node: Node, tag: string): string {
  return (node.kind === "object" && node.properties.find((p) => p.name === tag)?.notes.description) || "";
}

function unionMarkdown(context: PageContext, node: UnionNode, notes: Annotations, place: string): string[] {
  if (node.by === "type")
    return [
      "One of these, told apart by JSON type:",
      bullets(
        node.branches.map((branch, i) => typeBullet(context, branch, node.branchNotes[i], notes, place)),
      ),
    ];
  const named = node.branches
    .filter((branch) => branch.kind === "ref")
    .map((branch) => `${typeMarkdown(context, branch, place)}: ${prose(describedBy(context, branch))}`);
  const unnamed = node.branches.flatMap((branch) =>
    branch.kind === "object" ? objectMarkdown(context, branch, place) : [],
  );
  return ["One of these shapes; the fields that are present tell which.", bullets(named), ...unnamed];
}

function typeBullet(
  context: PageContext,
  branch: Node,
  own: Annotations | undefined,
  notes: Annotations,
  place: string,
): string {
  const said =
    own?.description || (branch.kind === "null" && notes.nullMeaning) || describedBy(context, branch);
  const text = typeCell(context, branch, own ?? notes, place).replaceAll("<br>", ", ");
  return said === "" ? text : `${text}: ${prose(said)}`;
}
