import type { Annotations, ExtraProperties, Node, ObjectNode, PrivacyClass } from "../../model.js";
import { highestOf, isFixed } from "../../privacy/classes.js";
import { leavesOfNode } from "../../privacy/leaves.js";
import { type PageContext, typeTarget } from "./context.js";
import { limitsText } from "./limits.js";
import { anchor, code, firstSentence, link, prose, sentence, stacked } from "./markdown.js";
import { isScalar } from "./scalar.js";
import { type Paint, paintType } from "./type-text.js";

/** A shape in Markdown: words with links to where its parts are explained. */
export function typeMarkdown(context: PageContext, node: Node, place: string): string {
  const paint: Paint = {
    code,
    type: (type) => link(type.name, typeTarget(context, type)),
    unnamed: (at, word) => link(word, `#${anchor(at)}`),
    bar: " \\| ",
  };
  return paintType(context.model, node, place, paint);
}

/** Type cell of a field: its shape, then its unit and limits, then what a named plain value stands for. */
export function typeCell(context: PageContext, node: Node, notes: Annotations, place: string): string {
  return stacked(typeMarkdown(context, node, place), limitsText(node, notes), aliasText(context, node));
}

function aliasText(context: PageContext, node: Node): string {
  const target = node.kind === "union" ? node.branches.find((b) => b.kind === "ref") : node;
  const type = target?.kind === "ref" ? context.model.typeByName.get(target.type) : undefined;
  if (type === undefined || !isScalar(type.node)) return "";
  return [typeMarkdown(context, type.node, type.name), limitsText(type.node, type.notes)]
    .filter((text) => text !== "")
    .join(", ");
}

/** Privacy cell of a field: the class of a value, the classes of a map, or the highest class of what lies inside. */
export function privacyCell(context: PageContext, node: Node, notes: Annotations): string {
  const shape = dereferenced(context, node);
  if (isMap(shape)) return mapPrivacy(context, shape.extra);
  const inside = leavesOfNode(context.model, node, notes).filter((leaf) => !isFixed(leaf));
  if (inside.length === 0) return "";
  const highest = privacyText(highestOf(inside));
  return isScalar(shape) || isList(context, shape) || highest === "public" ? highest : `up to ${highest}`;
}

/** A list or map of plain values, which share one class. */
function isList(context: PageContext, node: Node): boolean {
  return node.kind === "array" && isScalar(dereferenced(context, node.items));
}

/** A map of plain values; its names may be of another class than its values. */
function isMap(node: Node): node is ObjectNode & { readonly extra: ExtraProperties } {
  return (
    node.kind === "object" &&
    node.properties.length === 0 &&
    typeof node.extra === "object" &&
    isScalar(node.extra.node)
  );
}

/** Privacy of the names and of the values of a map. */
export function mapPrivacy(context: PageContext, { node, notes, keyPrivacy }: ExtraProperties): string {
  const names = privacyText(keyPrivacy);
  const values = privacyCell(context, node, notes);
  return names === values ? names : stacked(`names ${names}`, values === "" ? "" : `values ${values}`);
}

function dereferenced(context: PageContext, node: Node): Node {
  let shape = node;
  for (let depth = 0; shape.kind === "ref" && depth < 20; depth++)
    shape = context.model.typeByName.get(shape.type)?.node ?? { kind: "any" };
  const [only, ...more] = shape.kind === "union" ? shape.branches.filter((b) => b.kind !== "null") : [];
  return only !== undefined && more.length === 0 ? dereferenced(context, only) : shape;
}

export function privacyText(privacy: PrivacyClass): string {
  return privacy === "sensitive" ? "**sensitive**" : privacy;
}

const LONGEST_EXAMPLE = 60;

/** Meaning cell of a field: its description, that of its items, what null means, and a short example of a free text. */
export function meaningCell(context: PageContext, node: Node, notes: Annotations): string {
  return stacked(
    prose(notes.description || firstSentence(describedBy(context, node))),
    ...partTexts(node),
    nullText(notes),
    exampleText(node, notes),
  );
}

/** What the named type of a value says of itself; empty for unnamed ones. */
export function describedBy(context: PageContext, node: Node): string {
  return (node.kind === "ref" && context.model.typeByName.get(node.type)?.description) || "";
}

/** What is said of the items of a list or the values of a map that has no table of its own. */
function partTexts(node: Node): string[] {
  if (node.kind === "union" && node.by === "type") return node.branches.flatMap(partTexts);
  const [word, part] =
    node.kind === "array"
      ? ["item", node.itemNotes]
      : node.kind === "object" && node.properties.length === 0 && typeof node.extra === "object"
        ? ["value", node.extra.notes]
        : [];
  if (part === undefined) return [];
  return [part.description === "" ? "" : `Each ${word}: ${prose(part.description)}`, nullText(part)];
}

function nullText({ nullMeaning }: Annotations): string {
  return nullMeaning === undefined ? "" : `${code("null")}: ${sentence(prose(nullMeaning))}`;
}

function exampleText(node: Node, notes: Annotations): string {
  const free =
    node.kind === "string" || (node.kind === "union" && node.branches.some((b) => b.kind === "string"));
  const example = free ? notes.examples.find((value) => typeof value === "string") : undefined;
  const json = JSON.stringify(example ?? null);
  return example === undefined || json.length > LONGEST_EXAMPLE ? "" : `Example: ${code(json)}`;
}
